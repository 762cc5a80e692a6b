//! The word lists: what is refused, a sentence each list must catch, and sentences it must let pass.
//!
//! A list is of words; `*` at the end stands for any ending. They are looked for sentence by sentence, in small letters,
//! `ё` as `е`. What lets a word pass is listed here too: negation or coercion right before it, a question about the past,
//! and what somebody is reported to have said (`говорят: «…»`).

/// One thing that no text may say.
pub struct Pattern {
    pub name: &'static str,
    finds: fn(&[&str]) -> bool,
    /// Sentences it catches.
    pub planted: &'static [&'static str],
    /// Sentences close to it that are right to say.
    pub allowed: &'static [&'static str],
}

pub const PATTERNS: &[Pattern] = &[
    Pattern {
        name: "advice to sign",
        finds: |words| holds_unless(words, SIGN_DO, NOT, 1) || advises(words),
        planted: &[
            "Подпишите контракт.",
            "Лучше подпиши, и всё закончится.",
            "Можно просто подписать бумаги.",
            "Заключите контракт на год.",
            "Советуем заключить контракт.",
            "Соглашайтесь на службу.",
            "Тогда нужно будет подписать контракт.",
            "Скажите: «подпиши контракт».",
        ],
        allowed: &[
            "Не подписывайте ничего, что не прочитано.",
            "Никогда не подписывайте чистый лист.",
            "Его могут заставить подписать контракт.",
            "Подписывать контракт вы не обязаны.",
            "Не нужно подписывать контракт, чтобы встать на учёт.",
            "Он подписал контракт под давлением.",
            "Отказался подписать.",
            "Бумагу, которую не прочли, можно не подписывать.",
            "Говорят: «подпиши контракт или депортируем»",
            "Каким должен быть контракт, не прочитано.",
        ],
    },
    Pattern {
        name: "advice to sign (English)",
        finds: |words| signs(words) || enlists(words),
        planted: &[
            "Sign the contract.",
            "You should sign here.",
            "It is best to sign and wait.",
            "Enlist for a year.",
            "Agree to a contract.",
            "If they will not wait, sign the paper.",
        ],
        allowed: &[
            "Never sign what was not read.",
            "Do not sign anything.",
            "They may be made to sign there.",
            "He refused to sign.",
            "Pressure on migrants to sign contracts.",
            "Did the person sign a contract for military service?",
            "Neither is a duty to sign a contract.",
            "Told: \"sign the contract or be deported\"",
            "Nobody has to sign a contract to be registered.",
            "It stands after the sign #.",
            "Sign in to the computer as its owner.",
            "The contract was signed by another.",
        ],
    },
    Pattern {
        name: "a contract as a way out",
        finds: |words| near(words, CONTRACT, WAY_OUT, 8),
        planted: &[
            "Контракт спасёт от высылки.",
            "Выход — контракт.",
            "Подписав контракт, вы избавитесь от штрафа.",
            "Служба по контракту поможет получить гражданство.",
            "A contract is a way out.",
            "Signing a contract helps against expulsion.",
        ],
        allowed: &[
            "Контракт оценивает адвокат.",
            "Недействителен ли такой контракт и кто это решает, не прочитано.",
            "Подписание контракта не входит в эту обязанность.",
            "Extradition of somebody who served on contract is refused.",
        ],
    },
    Pattern {
        name: "sends to an office that recruits",
        finds: |words| {
            let going = without(words, GO, NOT, 1);
            follows(words, &going, RECRUITERS, 8)
        },
        planted: &[
            "Идите в военкомат.",
            "Нужно явиться в военный комиссариат.",
            "Иди с паспортом в военкомат.",
            "Явитесь по адресу военкомата.",
            "Пойдите на пункт отбора.",
            "Обратитесь в ближайший военкомат по месту жительства.",
            "Обратиться можно в отдел вербовки.",
            "Придите в Сахарово.",
            "Запишитесь на приём в военкомат.",
        ],
        allowed: &[
            "Не ходите в военкомат в одиночку.",
            "Не идите в военкомат без адвоката.",
            "Явился ли человек в военкомат?",
            "Его отправили в военкомат, не рассмотрев документы.",
            "Обратитесь к юристу.",
            "Встать на воинский учёт: сначала обсудить с юристом.",
        ],
    },
    Pattern {
        name: "sends to an office that recruits (English)",
        finds: |words| {
            let mut going = without(words, GO_ENGLISH, NOT_GOING, 2);
            going.retain(|place| !is_a_report(words, *place));
            follows(words, &going, RECRUITERS, 8)
        },
        planted: &[
            "Go to the military commissariat.",
            "You must report to the enlistment office.",
            "Within two weeks appear at the commissariat.",
            "Visit a recruiting office.",
            "Register at the commissariat.",
        ],
        allowed: &[
            "Do not go to the commissariat alone.",
            "Failure to appear at the commissariat on a summons.",
            "Never go to a recruiting office without a lawyer.",
            "Did the person register?",
            "Report on the penalty for evading conscription.",
            "Sent to the military commissariat without a look at the papers.",
        ],
    },
    Pattern {
        name: "you will be deprived",
        finds: |words| {
            holds_unless(words, DEPRIVE, NOT, 1) || follows(words, &at(words, WILL_BE), DEPRIVED, 2)
        },
        planted: &[
            "Вас лишат гражданства.",
            "Вы будете лишены гражданства.",
            "Он будет лишён гражданства.",
            "Вы лишитесь статуса.",
            "Вы потеряете гражданство.",
            "У вас отберут паспорт.",
            "You will be deprived of citizenship.",
            "They will be stripped of it.",
            "You will lose your citizenship.",
            "You will be deported.",
            "Вас депортируют.",
        ],
        allowed: &[
            "Гражданство прекращается, если основание установлено; вот что об этом неизвестно.",
            "Основание есть, одна из его частей неизвестна.",
            "Это лишь предупреждение.",
            "Законопроект: служивших по контракту не депортируют.",
            "Citizenship can be ended on this ground.",
            "Угроза лишить гражданства.",
            "Whether the person was deprived of sleep is asked.",
        ],
    },
];

const NOT: &[&str] = &["не", "ни", "никогда", "нельзя", "незачем", "без"];
const SIGN_DO: &[&str] = &[
    "подпиши",
    "подпишите",
    "подпишись",
    "подпишитесь",
    "подписывай",
    "подписывайте",
    "заключи",
    "заключите",
    "заключайте",
    "соглашайся",
    "соглашайтесь",
    "согласись",
    "согласитесь",
];
const SIGN_INFINITIVE: &[&str] =
    &["подписать", "подписывать", "подписаться", "заключить", "заключать"];
const ADVISE: &[&str] = &[
    "можно",
    "нужно",
    "надо",
    "стоит",
    "следует",
    "лучше",
    "достаточно",
    "необходимо",
    "придется",
    "советуем",
    "рекомендуем",
    "советует",
    "рекомендует",
    "выгодно",
    "должен",
    "должна",
    "должны",
    "обязан",
    "обязана",
    "обязаны",
];
/// Right before the English word: it is denied, or it is a noun.
const BEFORE_SIGN: &[&str] =
    &["not", "never", "don't", "cannot", "the", "a", "this", "each", "every"];
/// Some words before "to sign": it is denied, or forced on somebody.
const BEFORE_TO_SIGN: &[&str] = &[
    "not", "never", "nobody", "neither", "nor", "refuse*", "forced", "made", "asked", "told",
    "press*", "coerc*",
];
const CONTRACT: &[&str] = &["контракт*", "contract*", "enlist*"];
const WAY_OUT: &[&str] = &[
    "выход",
    "выходом",
    "спас*",
    "избав*",
    "выруч*",
    "убереж*",
    "поможет",
    "помогает",
    "помогут",
    "решит",
    "way",
    "helps",
    "help",
    "saves",
    "save",
    "solves",
    "spares",
    "rescues",
];
const GO: &[&str] = &[
    "иди",
    "идите",
    "идти",
    "пойди",
    "пойдите",
    "пойти",
    "сходи",
    "сходите",
    "сходить",
    "явись",
    "явитесь",
    "явиться",
    "являйтесь",
    "приди",
    "придите",
    "прийти",
    "приходи",
    "приходите",
    "обратись",
    "обратитесь",
    "обратиться",
    "обращайтесь",
    "обращайся",
    "поезжай",
    "поезжайте",
    "поехать",
    "езжайте",
    "зайди",
    "зайдите",
    "зайти",
    "направьтесь",
    "отправьтесь",
    "отправляйтесь",
    "ступай",
    "ступайте",
    "посети",
    "посетите",
    "посетить",
    "запишись",
    "запишитесь",
    "записаться",
    "подойди",
    "подойдите",
    "встаньте",
    "позвоните",
];
const GO_ENGLISH: &[&str] = &[
    "go", "goes", "report", "appear", "come", "visit", "apply", "register", "walk", "proceed",
    "turn", "contact", "call", "attend",
];
const NOT_GOING: &[&str] = &[
    "not", "never", "don't", "nobody", "failure", "fail", "fails", "failing", "refuse", "refuses",
];
const RECRUITERS: &[&str] = &[
    "военкомат*",
    "комиссариат*",
    "призывн*",
    "вербов*",
    "отбора",
    "мобилизационн*",
    "сахаров*",
    "казарм*",
    "воинскую",
    "commissariat*",
    "recruit*",
    "enlist*",
    "conscription",
    "draft",
    "barracks",
    "sakharovo",
];
const DEPRIVE: &[&str] = &[
    "лишат",
    "лишитесь",
    "лишишься",
    "потеряете",
    "утратите",
    "отберут",
    "отнимут",
    "депортируют",
    "выдворят",
    "посадят",
];
const WILL_BE: &[&str] = &["будете", "будешь", "будет", "будут", "will"];
const DEPRIVED: &[&str] = &[
    "лишен",
    "лишена",
    "лишены",
    "депортирован*",
    "выдворен*",
    "deprived",
    "stripped",
    "deported",
    "expelled",
    "lose",
];

/// The names of everything in a text that may not be said.
pub fn refused(text: &str) -> Vec<&'static str> {
    let text = without_reported(&text.to_lowercase().replace('ё', "е").replace('’', "'"));
    let sentences: Vec<Vec<&str>> = text.split(['.', '!', '?', ';']).map(words).collect();
    let found = PATTERNS.iter().filter(|p| sentences.iter().any(|words| (p.finds)(words)));
    found.map(|pattern| pattern.name).collect()
}

/// The text without what somebody is reported to have said: such a title names the pressure.
fn without_reported(text: &str) -> String {
    let mut rest = text.to_owned();
    for (opens, closes) in
        [("говорят: «", '»'), ("сказали: «", '»'), ("told: \"", '"'), ("told: “", '”')]
    {
        while let Some((before, said)) = rest.split_once(opens) {
            let after = said.split_once(closes).map_or("", |(_, after)| after);
            rest = format!("{before}{after}");
        }
    }
    rest
}

/// Advice or duty, and then the verb, neither of them denied.
fn advises(words: &[&str]) -> bool {
    let signing = without(words, SIGN_INFINITIVE, NOT, 1);
    let advice = without(words, ADVISE, NOT, 1);
    advice.iter().any(|place| signing.iter().any(|verb| (place + 1..place + 5).contains(verb)))
}

/// "Report on something": a noun, where a person would report to somebody.
fn is_a_report(words: &[&str], place: usize) -> bool {
    words[place] == "report" && !matches!(words.get(place + 1), Some(&"to" | &"at"))
}

fn words(sentence: &str) -> Vec<&str> {
    let parts = sentence.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '-');
    parts.filter(|word| word.chars().any(char::is_alphanumeric)).collect()
}

fn is_one_of(word: &str, list: &[&str]) -> bool {
    list.iter().any(|listed| match listed.strip_suffix('*') {
        Some(stem) => word.starts_with(stem),
        None => word == *listed,
    })
}

/// Where a word of the list stands.
fn at(words: &[&str], list: &[&str]) -> Vec<usize> {
    (0..words.len()).filter(|place| is_one_of(words[*place], list)).collect()
}

/// Where a word of the list stands, with none of `unless` among the `back` words before it.
fn without(words: &[&str], list: &[&str], unless: &[&str], back: usize) -> Vec<usize> {
    let places = at(words, list).into_iter();
    let free = |place: &usize| {
        words[place.saturating_sub(back)..*place].iter().all(|word| !is_one_of(word, unless))
    };
    places.filter(free).collect()
}

fn holds_unless(words: &[&str], list: &[&str], unless: &[&str], back: usize) -> bool {
    !without(words, list, unless, back).is_empty()
}

/// Whether a word of the list comes within `gap` words after one of the places.
fn follows(words: &[&str], places: &[usize], list: &[&str], gap: usize) -> bool {
    places.iter().any(|place| {
        let after = words.iter().skip(place + 1).take(gap);
        after.into_iter().any(|word| is_one_of(word, list))
    })
}

/// Whether words of both lists stand within `gap` words of each other, in any order.
fn near(words: &[&str], first: &[&str], second: &[&str], gap: usize) -> bool {
    follows(words, &at(words, first), second, gap) || follows(words, &at(words, second), first, gap)
}

/// The English verb, unless it is denied, forced, a noun, or "sign in".
fn signs(words: &[&str]) -> bool {
    at(words, &["sign"]).into_iter().any(|place| {
        let before = &words[..place];
        let last = before.last().copied().unwrap_or_default();
        let denied = is_one_of(last, BEFORE_SIGN);
        let mut far = before.iter().rev().take(5);
        let past = before.contains(&"did");
        let forced = last == "to" && far.any(|word| is_one_of(word, BEFORE_TO_SIGN));
        !(denied || forced || past || words.get(place + 1) == Some(&"in"))
    })
}

/// A sentence that begins with the verb.
fn enlists(words: &[&str]) -> bool {
    matches!(
        words,
        ["enlist" | "volunteer", ..] | ["agree" | "consent", "to", "a" | "the", "contract", ..]
    )
}
