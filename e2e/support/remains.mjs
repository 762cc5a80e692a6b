// What a browser leaves in its folder, searched byte by byte.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** The files under `folder` that hold `word`, in UTF-8 or in UTF-16 of either byte order. */
export function holding(folder, word) {
  const utf16 = Buffer.from(word, "utf16le");
  const shapes = [Buffer.from(word, "utf8"), utf16, Buffer.from(utf16).swap16()];
  return files(folder).filter((path) => {
    const bytes = readFileSync(path);
    return shapes.some((shape) => bytes.includes(shape));
  });
}

function files(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
}
