// Text that somebody hostile, or merely unlucky, may type: the Big List of Naughty Strings and a list of our own.
//
// Ours follow the shapes of sanitisers' own tests. Whatever of them becomes markup carries the attribute `x-naughty` or
// calls `alert`, so that the checks of inert.mjs cannot overlook it. A `{CODE}` stands for a hidden or forbidden character.

import { createRequire } from "node:module";

/** Strings that any one of them has broken a program somewhere. */
export const LISTED = createRequire(import.meta.url)("big-list-of-naughty-strings").filter((text) => text !== "");

const at = (code) => String.fromCodePoint(code);

/** Our own, by what they try. */
export const OWN = {
  markup: [
    "<img x-naughty src=x onerror=alert(1)>",
    "<svg x-naughty/onload=alert(1)>",
    "<iframe x-naughty srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<script x-naughty>alert(1)</script>",
    "<details x-naughty open ontoggle=alert(1)>",
    "</textarea><script x-naughty>alert(1)</script>",
    "</title><img x-naughty src=x onerror=alert(1)>",
    "<template x-naughty><img src=x onerror=alert(1)></template>",
    "<meta x-naughty http-equiv=refresh content='0;url=http://127.0.0.1:9/'>",
    "<base x-naughty href=http://127.0.0.1:9/>",
    "<link x-naughty rel=stylesheet href=http://127.0.0.1:9/x.css>",
    "<form x-naughty action=http://127.0.0.1:9/><button autofocus>",
  ],
  mutation: [
    "<math x-naughty><mtext><table><mglyph><style><!--</style><img title='--><img src onerror=alert(1)>'>",
    "<svg x-naughty></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "<noscript x-naughty><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!--><img x-naughty src=x onerror=alert(1)>-->",
    "--!><img x-naughty src=x onerror=alert(1)>",
    "]]><img x-naughty src=x onerror=alert(1)>",
    "<![CDATA[><img x-naughty src=x onerror=alert(1)>]]>",
    "<svg x-naughty><![CDATA[</svg><img src=x onerror=alert(1)>]]>",
    "<xmp x-naughty><p title='</xmp><img src=x onerror=alert(1)>'>",
    "<option x-naughty></select><img src=x onerror=alert(1)>",
  ],
  attribute: [
    "\" x-naughty onfocus=alert(1) autofocus y=\"",
    "' x-naughty onfocus=alert(1) autofocus y='",
    "\"><img x-naughty src=x onerror=alert(1)>",
    "'><img x-naughty src=x onerror=alert(1)>",
    "`><img x-naughty src=x onerror=alert(1)>",
    "&quot; x-naughty &lt;img src=x onerror=alert(1)&gt; &#60; &amp;amp;",
  ],
  address: [
    "javascript:alert(1)",
    "jAvAsCrIpT&colon;alert(1)",
    "data:text/html,<script x-naughty>alert(1)</script>",
    "http://127.0.0.1:9/elsewhere",
    "//127.0.0.1:9/elsewhere",
    "<a x-naughty href=javascript:alert(1)>",
    "../../../../etc/passwd",
  ],
  hidden: [
    `abc${at(0x202e)}cba${at(0x202c)}`,
    `${at(0x2066)}x${at(0x2069)}`,
    `${at(0x200f)}zero${at(0x200b)}width${at(0x200d)}${at(0xfeff)}end`,
    `tag${at(0xe0041)}${at(0xe0042)}`,
    `bell${at(7)}escape${at(0x1b)}[31m${at(0x7f)}`,
    `next${at(0x85)}line${at(0x2028)}para${at(0x2029)}end`,
    `half${at(0xd83d)}pair`,
    "\\ud83d \\u0000 %00 %0d%0aSet-Cookie: a=b",
  ],
  formula: ["=1+1", "+1+1", "-1+1", "@SUM(1)", "|cmd", "=HYPERLINK(\"http://127.0.0.1:9/\",\"a\")", "=cmd|' /C calc'!A0", "\"a,b;c\"\"d"],
  template: [
    "{ $x } { common-lock } { -term }",
    "{{ page.token(\"/lock\") }}{% include \"base.html\" %}{# #}",
    "${alert(1)} #{alert(1)} <%= alert(1) %>",
    "%s %n %1$s {0} {} $1 \\1 %USER%",
    "'; drop table records; --",
  ],
  lines: ["first\nsecond\r\nthird\rfourth", "\n\nafter two empty lines", "tab\tand more\tx", "  spaces around  "],
};

/** What no record takes: it has to be refused, in words. */
export const NUL = `before${at(0)}after`;

/** Every one, each with the name of its class. */
export const ALL = [
  ...LISTED.map((text) => ({ of: "listed", text })),
  ...Object.entries(OWN).flatMap(([of, texts]) => texts.map((text) => ({ of, text }))),
];
