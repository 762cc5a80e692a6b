use std::io::{Cursor, Read, Write};
use std::process::{Command, Stdio};

use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::*;
use crate::Language;
use crate::sample::{HOSTILE, complaint, everywhere};
use crate::shown::shown;

/// One file of the package.
fn file(docx: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn names(docx: &[u8]) -> Vec<String> {
    let archive = ZipArchive::new(Cursor::new(docx)).unwrap();
    archive.file_names().map(str::to_owned).collect()
}

/// The text of each paragraph, as a reader of XML sees it.
fn paragraphs(xml: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let mut found = Vec::new();
    let mut in_text = false;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) if tag.name().as_ref() == b"w:p" => found.push(String::new()),
            Event::Start(tag) if tag.name().as_ref() == b"w:t" => in_text = true,
            Event::End(tag) if tag.name().as_ref() == b"w:t" => in_text = false,
            Event::Empty(tag) if tag.name().as_ref() == b"w:br" => {
                found.last_mut().unwrap().push('\n');
            }
            Event::Empty(tag) if tag.name().as_ref() == b"w:tab" => {
                if let Some(last) = found.last_mut() {
                    last.push('\t');
                }
            }
            Event::Text(text) if in_text => {
                found.last_mut().unwrap().push_str(&text.decode().unwrap());
            }
            Event::GeneralRef(entity) if in_text => {
                let character = match &*entity {
                    b"amp" => '&',
                    b"lt" => '<',
                    b"gt" => '>',
                    b"quot" => '"',
                    b"apos" => '\'',
                    _ => entity.resolve_char_ref().unwrap().unwrap(),
                };
                found.last_mut().unwrap().push(character);
            }
            Event::Eof => return found.into_iter().filter(|text| !text.is_empty()).collect(),
            _ => {}
        }
    }
}

fn read(document: &Document) -> Vec<String> {
    paragraphs(&file(&docx(document).unwrap(), "word/document.xml"))
}

#[test]
fn each_part_comes_back() {
    let expected = [
        "Прокурору Вымышленской области",
        "г. Вымышленск, ул. Первая, д. 1",
        "от Назарова Фарруха Ӯктамовича",
        "адрес для ответа: а/я 12",
        "Жалоба\nна бездействие должностных лиц",
        "Обстоятельства",
        "12 марта 2026 г. сотрудники «предложили» подписать контракт о военной службе. \
         Разъяснений на родном языке (тоҷикӣ, кыргызча: өң, үй; oʻzbekcha) не дали.",
        "Копию протокола не выдали.",
        "Адвоката не пригласили.",
        "День",
        "Что произошло",
        "12.03.2026",
        "Доставлен в отдел № 3",
        "13.03.2026",
        "Отпущен без документов",
        "Прошу",
        "Провести проверку и сообщить о мерах в срок.",
        "Приложения",
        "Копия паспорта",
        "Копия обращения",
        "22 ноября 2026 г.\tПодпись ____________________\tФ. Ӯ. Назаров",
    ];
    assert_eq!(read(&complaint()), expected);
}

#[test]
fn every_list_begins_at_one() {
    let bytes = docx(&complaint()).unwrap();
    let numbering = file(&bytes, "word/numbering.xml");
    let body = file(&bytes, "word/document.xml");
    for list in ["7", "11"] {
        let form = format!(r#"<w:num w:numId="{list}"><w:abstractNumId w:val="{FORM}" />"#);
        let begin = r#"<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1" />"#;
        assert!(numbering.contains(&format!("{form}{begin}")), "{numbering}");
        let used = format!(r#"<w:numId w:val="{list}" />"#);
        assert_eq!(body.matches(&used).count(), 2, "{body}");
    }
}

#[test]
fn the_head_of_a_table_is_marked_once_and_by_no_text() {
    let marked = |document: &Document| {
        let body = file(&docx(document).unwrap(), "word/document.xml");
        assert!(!body.contains(HEAD_MARK));
        body.matches(HEAD).count()
    };
    assert_eq!(marked(&complaint()), 1);
    assert_eq!(marked(&everywhere(HEAD_MARK)), 1);
    assert_eq!(marked(&everywhere(HEAD)), 1);
}

#[test]
fn styles_name_the_language() {
    for (language, tag) in [(Language::Russian, "ru"), (Language::English, "en")] {
        let bytes = docx(&Document { language, ..complaint() }).unwrap();
        let styles = file(&bytes, "word/styles.xml");
        assert!(styles.contains(&format!(r#"<w:lang w:val="{tag}""#)));
        assert!(styles.contains(r#"w:default="1" w:styleId="Normal""#));
        assert!(!styles.contains('{'));
    }
}

#[test]
fn every_style_that_is_used_is_declared() {
    let bytes = docx(&complaint()).unwrap();
    let styles = file(&bytes, "word/styles.xml");
    let body = file(&bytes, "word/document.xml") + &file(&bytes, "word/header1.xml");
    let used: Vec<&str> = body
        .split(r#"<w:pStyle w:val=""#)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert!(used.len() > 20);
    for style in used {
        assert!(styles.contains(&format!(r#"w:styleId="{style}""#)), "{style}");
    }
}

#[test]
fn a_file_tells_its_title_and_nothing_of_whoever_made_it() {
    let bytes = docx(&everywhere("<&>")).unwrap();
    let core = file(&bytes, "docProps/core.xml");
    assert!(core.contains("<dc:title>Т &lt;&amp;&gt;</dc:title>"));
    for name in names(&bytes).iter().filter(|name| !name.ends_with('/')) {
        let text = file(&bytes, name);
        for word in ["docx-rs", "docx_rs", "Guvoh", "guvoh", "creator", "lastModified", "created"] {
            assert!(!text.contains(word), "{name}: {word}");
        }
        for word in ["1970", "unknown", "Application", "<w:rsid"] {
            assert!(!text.contains(word), "{name}: {word}");
        }
    }
}

#[test]
fn no_entry_of_the_package_bears_a_time() {
    let bytes = docx(&complaint()).unwrap();
    let mut archive = ZipArchive::new(Cursor::new(&bytes[..])).unwrap();
    for index in 0..archive.len() {
        let time = archive.by_index(index).unwrap().last_modified().unwrap();
        assert_eq!((time.year(), time.month(), time.day(), time.hour()), (1980, 1, 1, 0));
    }
}

#[test]
fn the_same_letter_is_the_same_bytes_on_any_thread() {
    let first = docx(&complaint()).unwrap();
    docx(&everywhere("другое")).unwrap();
    assert!(docx(&complaint()).unwrap() == first);
    let elsewhere = std::thread::spawn(|| docx(&complaint()).unwrap()).join().unwrap();
    assert!(elsewhere == first);
}

fn comes_back(typed: &str) {
    let document = Document { parts: vec![Part::Paragraph(typed.into())], ..complaint() };
    let expected: Vec<String> =
        [shown(typed)].into_iter().filter(|text| !text.is_empty()).collect();
    assert_eq!(read(&document), expected);
}

#[test]
fn hostile_text_comes_back() {
    for text in HOSTILE {
        comes_back(text);
        let copies = read(&everywhere(text)).iter().filter(|read| **read == shown(text)).count();
        assert_eq!(copies, 13, "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_comes_back(typed in any::<String>(), marks in r##"[#$@*_\\/`<>&;"'\[\]{}а-я \n]*"##) {
        comes_back(&typed);
        comes_back(&marks);
    }
}

#[test]
#[ignore = "needs python-docx"]
fn another_library_reads_the_styles() {
    let script = "import io, sys, docx\n\
        d = docx.Document(io.BytesIO(sys.stdin.buffer.read()))\n\
        for p in d.paragraphs: print(p.style.name, '|', p.text.replace('\\n', ' '))\n\
        print(d.core_properties.title, repr(d.core_properties.author))\n";
    let mut child = Command::new("/usr/bin/python3")
        .args(["-c", script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(&docx(&complaint()).unwrap()).unwrap();
    let read = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    for line in [
        "envelope address | Прокурору Вымышленской области",
        "Title | Жалоба на бездействие должностных лиц",
        "Heading 1 | Обстоятельства",
        "List Number | Адвоката не пригласили.",
        "Body Text | Провести проверку и сообщить о мерах в срок.",
        "Жалоба в прокуратуру ''",
    ] {
        assert!(read.lines().any(|one| one == line), "{line}: {read}");
    }
}

#[test]
#[ignore = "needs LibreOffice"]
fn a_word_processor_opens_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let letters = [complaint(), everywhere(HOSTILE[4])];
    for (letter, expected) in letters.iter().zip(["Разъяснений на родном языке", HOSTILE[4]])
    {
        std::fs::write(at("letter.docx"), docx(letter).unwrap()).unwrap();
        let home = format!("-env:UserInstallation=file://{}", at("home").display());
        let outcome = Command::new("soffice")
            .args([&home, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir"])
            .args([folder.path(), &at("letter.docx")])
            .output()
            .unwrap();
        let read = std::fs::read_to_string(at("letter.txt")).unwrap_or_default();
        assert!(read.contains(expected), "{read} {outcome:?}");
    }
}
