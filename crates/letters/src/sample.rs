//! Invented letters for the tests of every spelling.

use jiff::civil::date;

use crate::{Document, Language, Part};

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// A letter with one part of each kind. Nobody in it exists.
pub(crate) fn complaint() -> Document {
    Document {
        language: Language::Russian,
        title: "Жалоба в прокуратуру".into(),
        date: date(2026, 11, 22),
        parts: vec![
            Part::To(texts(&["Прокурору Вымышленской области", "г. Вымышленск, ул. Первая, д. 1"])),
            Part::From(texts(&["от Назарова Фарруха Ӯктамовича", "адрес для ответа: а/я 12"])),
            Part::Title("Жалоба\nна бездействие должностных лиц".into()),
            Part::Heading("Обстоятельства".into()),
            Part::Paragraph(
                "12 марта 2026 г. сотрудники «предложили» подписать контракт о военной службе. \
                 Разъяснений на родном языке (тоҷикӣ, кыргызча: өң, үй; oʻzbekcha) не дали."
                    .into(),
            ),
            Part::Points(texts(&["Копию протокола не выдали.", "Адвоката не пригласили."])),
            Part::Table {
                head: texts(&["День", "Что произошло"]),
                rows: vec![
                    texts(&["12.03.2026", "Доставлен в отдел № 3"]),
                    texts(&["13.03.2026", "Отпущен без документов"]),
                ],
            },
            Part::Heading("Прошу".into()),
            Part::Paragraph("Провести проверку и сообщить о мерах в срок.".into()),
            Part::Annexes {
                title: "Приложения".into(),
                items: texts(&["Копия паспорта", "Копия обращения"]),
            },
            Part::Signature {
                date: "22 ноября 2026 г.".into(),
                line: "Подпись".into(),
                name: "Ф. Ӯ. Назаров".into(),
            },
        ],
    }
}

/// What people type and what has a meaning to somebody's parser.
pub(crate) const HOSTILE: [&str; 14] = [
    "#eval(\"1\") #read(\"letter.json\") #import \"@preview/a:1.0.0\": b",
    "$x^2$ *жирный* _курсив_ `код` // нет /* нет */ \\ @ссылка <метка> ~ -- --- ...",
    "= Заголовок\n- пункт\n+ пункт\n/ термин: слово",
    "] ) } [ ( { #] #} \" ' \\\" \\u{41}",
    "</w:t></w:r></w:p> <w:p/> ]]> <![CDATA[ &amp; &#65; &lt; <?xml?> <!-- -->",
    "а\u{0}б\u{1b}в\u{7}г\u{7f}д\u{9b}е\u{ffff}ж",
    "\u{202e}задом\u{202c} \u{2066}вперёд\u{2069} \u{200f}x\u{200e}",
    "👨\u{200d}👩\u{200d}👧 🇹🇯 ☎ → ✓ 中文 עברית العربية हिन्दी",
    "ғӣқӯҳҷ ҒӢҚӮҲҶ ңөү ҢӨҮ oʻzbek gʼoza ў",
    "е\u{301}\u{302}\u{303}\u{336} \u{301}в начале",
    "%PDF-1.7 (скобки)) \\( /Name << >> endstream endobj",
    "оченьдлинноесловобезпробелаоченьдлинноесловобезпробелаоченьдлинноесловобезпробелаоченьдлинноеслово",
    "пробел\u{a0}неразрывный\u{202f}узкий\u{2011}дефис",
    "\u{feff}\u{fffe}\u{fdd0}\u{e000}\u{10ffff}",
];

/// A letter that has the same text wherever a text may stand.
pub(crate) fn everywhere(text: &str) -> Document {
    let one = || text.to_owned();
    Document {
        title: format!("Т {text}"),
        parts: vec![
            Part::To(vec![one()]),
            Part::From(vec![one()]),
            Part::Title(one()),
            Part::Heading(one()),
            Part::Paragraph(one()),
            Part::Points(vec![one(), one()]),
            Part::Table { head: vec![one(), one()], rows: vec![vec![one(), one()]] },
            Part::Annexes { title: one(), items: vec![one()] },
            Part::Signature { date: one(), line: one(), name: one() },
        ],
        ..complaint()
    }
}
