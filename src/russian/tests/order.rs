//! Order of the parts, sex, short names, doubts.

use super::check_person;
use crate::russian::{Case, Gender, gender_of, person, short_name, signature_name};

#[test]
fn any_order() {
    check_person(
        "Ирина Львовна Гроза | Ирины Львовны Грозы | Ирине Львовне Грозе | Ирину Львовну Грозу | Ириной Львовной Грозой | Ирине Львовне Грозе",
    );
    check_person(
        "Инна Павловна Маркевич | Инны Павловны Маркевич | Инне Павловне Маркевич | Инну Павловну Маркевич | Инной Павловной Маркевич | Инне Павловне Маркевич",
    );
    check_person(
        "Лугова (Мелкова) Инна Павловна | Луговой (Мелковой) Инны Павловны | Луговой (Мелковой) Инне Павловне | Лугову (Мелкову) Инну Павловну | Луговой (Мелковой) Инной Павловной | Луговой (Мелковой) Инне Павловне",
    );
}

#[test]
fn small_words_before_foreign_surnames_stand() {
    check_person(
        "фон Бург Карл | фон Бурга Карла | фон Бургу Карлу | фон Бурга Карла | фон Бургом Карлом | фон Бурге Карле",
    );
    check_person(
        "Ян ван Линден | Яна ван Линдена | Яну ван Линдену | Яна ван Линдена | Яном ван Линденом | Яне ван Линдене",
    );
}

#[test]
fn sex_goes_by_patronymic_then_first_name_then_surname() {
    for (fio, gender) in [
        ("Гроза Женя Олегович", Some(Gender::Male)),
        ("Гроза Никита", Some(Gender::Male)),
        ("Лугова Саша", Some(Gender::Female)),
        ("Лугов А. П.", Some(Gender::Male)),
        ("Гроза А. П.", None),
        ("Мороз Саша", None),
        ("Керимли Нигяр Вагиф кызы", Some(Gender::Female)),
        ("", None),
    ] {
        assert_eq!(gender_of(fio), gender, "{fio}");
    }
}

#[test]
fn an_undecided_sex_is_asked_for_and_never_guessed() {
    let inflected = person("Мороз А. П.", None, Case::Dative);
    assert_eq!(inflected.text, "Мороз А. П.");
    let doubt = inflected.doubt.unwrap();
    assert_eq!(doubt.word, "Мороз А. П.");
    assert_eq!(doubt.forms[0][1], "Морозу А. П.");
    assert_eq!(doubt.forms[1][1], "Мороз А. П.");
    // The forms are the same for both: nothing to ask.
    assert_eq!(person("Гнатенко А. П.", None, Case::Dative).doubt, None);
}

#[test]
fn a_contested_form_is_told() {
    let doubt = person("Боровец Иван Ильич", None, Case::Genitive).doubt.unwrap();
    assert_eq!(doubt.word, "Боровец");
    assert_eq!(
        doubt.forms,
        [
            ["Боровца", "Боровцу", "Боровца", "Боровцом", "Боровце"],
            ["Боровеца", "Боровецу", "Боровеца", "Боровецом", "Боровеце"],
        ]
    );
    assert_eq!(person("Боровец Иван Ильич", None, Case::Nominative).doubt, None);
    assert_eq!(person("Лугов Иван Ильич", None, Case::Genitive).doubt, None);
}

/// A school of ordinary names has nothing to ask.
#[test]
fn ordinary_names_raise_no_doubt() {
    let surnames = "Абрамов Белова Вдовин Громова Дроздов Елисеева Жарков Зимина Игнатьев Калугина Лебедев Макарова Назаров \
        Осипова Панов Родина Седов Тихонова Уваров Филина Харитонов Цветкова Чернов Шубина Щербаков Юдина Яшин Лугова \
        Заречный Полевая Толстых Мелких Шевченко Гнатюк Коваль Мельник Гончар Бондарь Ткач Рыбак Сорока Гроза Зима Кваша \
        Гришкевич Абрамян Гогидзе Пак Цой Сафин Мамедов Шмидт";
    let surnames: Vec<&str> = surnames.split_whitespace().collect();
    assert_eq!(surnames.len(), 52);
    for surname in surnames {
        for name in ["Елена Павловна", "Андрей Ильич", "Юлия Игоревна", "Илья Никитич"]
        {
            let fio = format!("{surname} {name}");
            assert_eq!(person(&fio, None, Case::Genitive).doubt, None, "{fio}");
        }
    }
}

#[test]
fn short_names() {
    for (fio, short, signature) in [
        ("Гроза Ирина Львовна", "Гроза И. Л.", "И. Л. Гроза"),
        ("Ирина Львовна Гроза", "Гроза И. Л.", "И. Л. Гроза"),
        ("Лугов Пётр", "Лугов П.", "П. Лугов"),
        ("Лугов П.С.", "Лугов П. С.", "П. С. Лугов"),
        ("Сафаров Эльчин Рауф оглы", "Сафаров Э. Р.", "Э. Р. Сафаров"),
        ("Лугова Анна-Мария Львовна", "Лугова А.-М. Л.", "А.-М. Л. Лугова"),
        ("Зуев-Кравец Иван Ильич", "Зуев-Кравец И. И.", "И. И. Зуев-Кравец"),
        ("Руслан", "Руслан", "Руслан"),
        ("Вера Ильинична", "Вера Ильинична", "Вера Ильинична"),
        ("", "", ""),
    ] {
        assert_eq!(short_name(fio), nbsp(short, fio), "{fio}");
        assert_eq!(signature_name(fio), nbsp(signature, fio), "{fio}");
    }
}

/// A name that stays as it is keeps its plain spaces.
fn nbsp(text: &str, fio: &str) -> String {
    if text == fio {
        text.to_owned()
    } else {
        text.replace(' ', "\u{a0}")
    }
}
