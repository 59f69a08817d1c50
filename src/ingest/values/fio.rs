//! Names of people in any order, any case, with initials and with remarks behind them.

use crate::russian::letters::is_letter;

/// A name taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fio {
    /// Surname; double-barrelled with both capitals.
    pub last: String,
    /// First name, or an initial with a full stop.
    pub first: String,
    /// Patronymic, or an initial with a full stop; may be empty.
    pub patronymic: String,
    /// What stood in brackets or after a comma.
    pub remark: String,
}

impl Fio {
    /// «Фамилия Имя Отчество», or «Фамилия И.О.».
    pub fn full(&self) -> String {
        if self.has_initials() {
            return format!("{} {}{}", self.last, self.first, self.patronymic);
        }
        let mut out = self.last.clone();
        for part in [&self.first, &self.patronymic] {
            if !part.is_empty() {
                out.push(' ');
                out.push_str(part);
            }
        }
        out
    }

    /// Initials stand for the first name.
    pub fn has_initials(&self) -> bool {
        self.first.ends_with('.')
    }
}

/// Reads a cell; `None`: this is no name of a person.
pub fn read(text: &str) -> Option<Fio> {
    if let Some((name, remark)) = without_brackets(text) {
        let mut fio = read(&name)?;
        let both = [remark, std::mem::take(&mut fio.remark)];
        fio.remark = both.join(", ").trim_matches([',', ' ']).to_owned();
        return Some(fio);
    }
    let (name, remark) = without_remark(text);
    let mut tokens: Vec<String> = Vec::with_capacity(4);
    for word in name.split(|mark: char| mark.is_whitespace() || mark == '_') {
        split_initials(word, &mut tokens)?;
    }
    if tokens.is_empty() || tokens.len() > 5 {
        return None;
    }
    let mut fio = arrange(tokens)?;
    fio.remark = remark;
    Some(fio)
}

/// Puts a name together from its three columns.
pub fn from_parts(last: &str, first: &str, patronymic: &str) -> Option<Fio> {
    // Two columns: the second one holds both names.
    if patronymic.trim().is_empty() && first.trim().trim_end_matches('.').contains([' ', '.']) {
        return read(&format!("{last} {first}"));
    }
    let (last, remark) = without_remark(last);
    let last = last.trim();
    if last.is_empty() || !last.chars().all(is_name_mark) {
        return None;
    }
    let initial = |part: &str| {
        let part = part.trim().trim_end_matches('.');
        match part.chars().count() {
            0 => String::new(),
            1 => format!("{}.", part.to_uppercase()),
            _ => capitalised(part),
        }
    };
    Some(Fio {
        last: capitalised(last),
        first: initial(first),
        patronymic: initial(patronymic),
        remark,
    })
}

/// The word is a patronymic by its ending.
pub fn is_patronymic(word: &str) -> bool {
    let word = word.to_lowercase();
    let long = word.chars().count() > 4;
    const ENDINGS: [&str; 8] = ["вич", "вна", "ична", "инична", "льич", "мич", "кич", "тич"];
    long && ENDINGS.iter().any(|ending| word.ends_with(ending)) || is_turkic(&word) || word == "ильич"
}

fn is_turkic(word: &str) -> bool {
    ["оглы", "кызы", "оглу", "гызы", "улы", "уулу"]
        .iter()
        .any(|suffix| word == *suffix || word.strip_suffix(suffix).is_some_and(|stem| stem.ends_with('-')))
}

/// «Кошель (Вьюн) Злата Яковлевна»: brackets behind the surname, when the name goes on after them.
fn without_brackets(text: &str) -> Option<(String, String)> {
    let (open, close) = [('(', ')'), ('/', '/'), ('[', ']')]
        .into_iter()
        .find(|(open, _)| text.contains(*open))?;
    let (last, rest) = text.split_once(open)?;
    let (inside, name) = rest.split_once(close)?;
    let (last, name) = (last.trim(), name.trim());
    let goes_on = name.starts_with(char::is_uppercase)
        && !name.contains('(')
        && !last.is_empty()
        && !last.contains([' ', ',', '.', '\n']);
    goes_on.then(|| (format!("{last} {name}"), inside.trim().to_owned()))
}

/// Cuts off what no name holds: brackets, commas, digits, a dash between spaces.
fn without_remark(text: &str) -> (&str, String) {
    let text = text.trim_start_matches(|mark: char| {
        mark.is_ascii_digit() || matches!(mark, '.' | ')' | ' ' | '№' | '•' | '*')
    });
    let holds = |mark: char| is_name_mark(mark) || matches!(mark, '.' | '\n' | '_' | '«' | '»' | '"');
    let dash = [" – ", " - ", " — "]
        .iter()
        .filter_map(|dash| text.find(dash))
        .min();
    let cut = [text.find(|mark: char| !holds(mark)), dash]
        .into_iter()
        .flatten()
        .min();
    match cut.filter(|at| *at > 0) {
        Some(at) => {
            let rest = text[at..].trim_matches(|mark: char| {
                mark.is_whitespace()
                    || matches!(
                        mark,
                        '(' | ')' | '[' | ']' | ',' | ';' | '*' | '–' | '-' | '—' | '/' | ':'
                    )
            });
            (&text[..at], rest.to_owned())
        }
        None => (text, String::new()),
    }
}

fn is_name_mark(mark: char) -> bool {
    is_letter(mark) || matches!(mark, '-' | '‑' | '–' | '\'' | '’' | ' ')
}

/// «Ю.А.» becomes two tokens; anything that no name holds makes it no name.
fn split_initials(word: &str, tokens: &mut Vec<String>) -> Option<()> {
    let word = word.trim_matches(|mark: char| matches!(mark, '«' | '»' | '"' | ':'));
    if word.is_empty() {
        return Some(());
    }
    if !word.contains('.') {
        return if word.chars().all(is_name_mark) && word.chars().any(is_letter) {
            tokens.push(word.to_owned());
            Some(())
        } else {
            None
        };
    }
    if is_double(word) {
        tokens.push(word.to_uppercase());
        return Some(());
    }
    let parts: Vec<&str> = word.split('.').collect();
    for (index, part) in parts.iter().enumerate() {
        let count = part.chars().count();
        let last = index + 1 == parts.len();
        if count == 0 {
            continue;
        }
        if !part.chars().all(is_name_mark) {
            return None;
        }
        if count == 1 && !last {
            tokens.push(format!("{}.", part.to_uppercase()));
        } else {
            tokens.push((*part).to_owned());
        }
    }
    Some(())
}

/// «М.-Л.»: the initials of a double name.
fn is_double(word: &str) -> bool {
    word.contains(".-")
        && word.ends_with('.')
        && word.split(".-").all(|part| {
            let mut marks = part.trim_end_matches('.').chars();
            marks.next().is_some_and(is_letter) && marks.next().is_none()
        })
}

fn arrange(mut tokens: Vec<String>) -> Option<Fio> {
    // A suffix of a Turkic patronymic belongs to the word before it.
    if tokens.len() > 3
        && tokens.last().is_some_and(|word| is_turkic(&word.to_lowercase()))
        && let Some(suffix) = tokens.pop()
        && let Some(stem) = tokens.last_mut()
    {
        *stem = format!("{} {}", capitalised(stem), suffix.to_lowercase());
    }
    let is_initial = |word: &String| word.ends_with('.') || is_capital(word);
    let initials = tokens.iter().filter(|word| is_initial(word)).count();
    if initials > 0 {
        return with_initials(tokens, initials);
    }
    let order = match tokens.len() {
        1 => [0, 9, 9],
        2 => {
            let turned = is_first_name(&tokens[0]) && !is_first_name(&tokens[1]) || is_patronymic(&tokens[1]);
            if is_patronymic(&tokens[1]) && is_first_name(&tokens[0]) {
                return None;
            }
            if turned { [1, 0, 9] } else { [0, 1, 9] }
        }
        3 => {
            let middle = ends_as_patronymic(&tokens[1]);
            let end = ends_as_patronymic(&tokens[2]);
            if middle && (!end || is_first_name(&tokens[0]) && !is_first_name(&tokens[1])) {
                [2, 0, 1]
            } else {
                [0, 1, 2]
            }
        }
        _ => return None,
    };
    let part = |index: usize| {
        tokens
            .get(order[index])
            .map(|word| capitalised(word))
            .unwrap_or_default()
    };
    let (last, first) = (part(0), part(1));
    (!last.is_empty()).then(|| Fio {
        last,
        first,
        patronymic: part(2),
        remark: String::new(),
    })
}

/// One capital letter.
fn is_capital(word: &str) -> bool {
    word.chars().count() == 1 && word.chars().all(char::is_uppercase)
}

fn ends_as_patronymic(word: &str) -> bool {
    is_patronymic(word.split(' ').next_back().unwrap_or(word)) || is_patronymic(word)
}

fn with_initials(tokens: Vec<String>, initials: usize) -> Option<Fio> {
    let (mut names, mut letters) = (Vec::new(), Vec::new());
    for word in &tokens {
        if is_double(word) {
            letters.push(word.clone());
            continue;
        }
        let word = word.trim_end_matches('.');
        if word.chars().count() == 1 {
            letters.push(format!("{}.", word.to_uppercase()));
        } else {
            names.push(capitalised(word));
        }
    }
    if names.len() != 1 || initials > 2 {
        return None;
    }
    letters.resize(2, String::new());
    let patronymic = letters.pop().unwrap_or_default();
    Some(Fio {
        last: names.pop().unwrap_or_default(),
        first: letters.pop().unwrap_or_default(),
        patronymic,
        remark: String::new(),
    })
}

/// A first name that is common in schools.
pub fn is_first_name(word: &str) -> bool {
    const COMMON: &str = " александр александра алексей алена алина алла алсу анатолий анастасия ангелина андрей анна антон антонина \
        арина аркадий артем артур айгуль борис богдан вадим валентин валентина валерий валерия варвара василий василиса вера \
        вероника виктор виктория виталий владимир владислав вячеслав галина геннадий георгий герман глеб григорий гузель дамир \
        данил данила даниил дарья денис диана дмитрий ева евгений евгения егор екатерина елена елизавета жанна захар зинаида зоя \
        иван игорь илья ильдар инна ирина камиль карина кирилл клавдия константин кристина ксения лариса лев леонид лидия лилия \
        любовь людмила майя максим маргарита марат марина мария матвей милана михаил надежда наталия наталья никита николай нина \
        нинель оксана олег олеся ольга павел петр полина раиса рамиль ренат рафаэль регина римма роман руслан рустам светлана \
        святослав семен сергей снежана софия софья станислав степан таисия тамара тарас татьяна тимофей тимур ульяна фаина \
        федор филипп эдуард элина эльвира эмма юлиана юлия юрий яков яна ярослав ярослава ";
    let word = word.to_lowercase().replace('ё', "е");
    COMMON.find(&format!(" {word} ")).is_some()
}

/// A capital for each part: `ПЕТРОВ-ВОДКИН`, `петров-водкин` → `Петров-Водкин`; mixed case stays.
pub fn capitalised(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for (index, part) in word.split(['-', '‑', '–']).enumerate() {
        if index > 0 {
            out.push('-');
        }
        let lower = part.chars().all(|mark| !mark.is_uppercase());
        let upper = part.chars().all(|mark| !mark.is_lowercase());
        if lower && index > 0 && is_turkic(part) {
            out.push_str(part);
        } else if lower || upper {
            let mut marks = part.chars();
            out.extend(marks.next().into_iter().flat_map(char::to_uppercase));
            out.extend(marks.flat_map(char::to_lowercase));
        } else {
            out.push_str(part);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{from_parts, read};

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(
            read(text).map(|fio| fio.full()).as_deref(),
            Some(expected),
            "{text}"
        );
    }

    #[test]
    fn orders_and_cases() {
        check("Белоус Елена Андреевна", "Белоус Елена Андреевна");
        check("Елена Андреевна Белоус", "Белоус Елена Андреевна");
        check("БЕЛОУС ЕЛЕНА АНДРЕЕВНА", "Белоус Елена Андреевна");
        check("белоус елена", "Белоус Елена");
        check("Елена Белоус", "Белоус Елена");
        check("Абрамович Роман Ильич", "Абрамович Роман Ильич");
        check("Роман Ильич Абрамович", "Абрамович Роман Ильич");
        check("петров-водкин кузьма сергеевич", "Петров-Водкин Кузьма Сергеевич");
        check("Алиев Мамед Гасан оглы", "Алиев Мамед Гасан оглы");
        check("1. Белоус Елена Андреевна", "Белоус Елена Андреевна");
        check("Белоус Е.А. 0,5 ст.", "Белоус Е.А.");
        check("Белоус Елена Андреевна¹", "Белоус Елена Андреевна");
    }

    #[test]
    fn initials() {
        check("Орлова Т. П.", "Орлова Т.П.");
        check("Орлова Т.П.", "Орлова Т.П.");
        check("Т.П. Орлова", "Орлова Т.П.");
        check("Т.П.Орлова", "Орлова Т.П.");
        check("ОРЛОВА Т П", "Орлова Т.П.");
        check("Ким А.", "Ким А.");
    }

    #[test]
    fn remarks_are_no_part_of_the_name() {
        let fio = read("Зайцева Дарья Львовна (декрет)").unwrap();
        assert_eq!(
            (fio.full().as_str(), fio.remark.as_str()),
            ("Зайцева Дарья Львовна", "декрет")
        );
        let fio = read("Кошель (Вьюн) Злата Яковлевна").unwrap();
        assert_eq!(
            (fio.full().as_str(), fio.remark.as_str()),
            ("Кошель Злата Яковлевна", "Вьюн")
        );
        assert_eq!(
            read("Зайцева Дарья Львовна – совместитель").unwrap().remark,
            "совместитель"
        );
    }

    #[test]
    fn what_is_no_name() {
        for text in [
            "",
            "—",
            "12",
            "Елена Андреевна",
            "Учителя начальных классов и прочие люди",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn three_columns() {
        assert_eq!(
            from_parts("белоус", "ЕЛЕНА", "Андреевна").unwrap().full(),
            "Белоус Елена Андреевна"
        );
        assert_eq!(from_parts("Белоус", "Е.", "А").unwrap().full(), "Белоус Е.А.");
        assert_eq!(from_parts("", "Елена", ""), None);
        let two = from_parts("Белоус", "Елена Андреевна", "").unwrap();
        assert_eq!(
            (two.first.as_str(), two.patronymic.as_str()),
            ("Елена", "Андреевна")
        );
        assert_eq!(from_parts("Белоус", "Е. А.", "").unwrap().full(), "Белоус Е.А.");
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "\\PC{0,60}") {
            let _ = read(&text);
        }

        #[test]
        fn a_full_name_is_read_twice_the_same(last in "[А-Я][а-я]{3,9}", first in "[А-Я][а-я]{3,7}") {
            let text = format!("{last} {first} Андреевна");
            let once = read(&text).unwrap().full();
            prop_assert_eq!(&read(&once).unwrap().full(), &once);
        }
    }
}
