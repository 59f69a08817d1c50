//! Mistakes of a region's own model file: each is told with line and column, and with what was meant.

use nastavnik::model;

const FILE: &str = r#"[model]
id = "район"
title = "Наш район"
extends = "federal-staff"

[parameters]
"стаж-наставника" = 3

[[requirement]]
code = "П-90"
title = "У пары не указана цель"
severity = "query"
trust = "practice"
at = "today"
basis = [{ act = "лна", clause = "Положение" }]
over = "пара"
when = { "действует" = { eq = true } }
require = { "цель" = { present = true } }
message = "пара {ключ}: не указана цель"
hint = "Впишите цель"
explanation = "Без цели нельзя сказать, выполнена ли программа."

[[indicator]]
id = "высшая-категория"
title = "Доля педагогов с высшей категорией"
kind = "ratio"
unit = "%"
population = "педагоги"
where = { "категория" = { eq = "высшая" } }
basis = [{ act = "лна" }]
explanation = "Педагоги с высшей категорией, делённые на всех"
"#;

#[track_caller]
fn told(right: &str, wrong: &str, expected: &str) {
    assert!(FILE.contains(right), "{right}");
    let errors = model::load(&FILE.replacen(right, wrong, 1), &toml::Table::new()).unwrap_err();
    let said: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(said, [expected]);
}

#[test]
fn the_file_itself_is_right() {
    let model = model::load(FILE, &toml::Table::new()).unwrap();
    assert_eq!(model.number("стаж-наставника"), 3);
}

#[test]
fn a_misspelt_name_is_told_with_the_one_that_was_meant() {
    told(
        "\"цель\" = {",
        "\"цел\" = {",
        "модель:18:13: у сущности «пара» нет поля «цел»; возможно, имелось в виду «цель»",
    );
    told(
        "unit = \"%\"",
        "unit = \"чел\"",
        "модель:27:8: неизвестная единица «чел»: бывают %, п. п., чел., ед., балл, ч, лет, да/нет; возможно, имелось в виду «чел.»",
    );
    told(
        "act = \"лна\", clause",
        "act = \"лно\", clause",
        "модель:15:10: акта «лно» нет в acts.toml; возможно, имелось в виду «лна»",
    );
    told(
        "\"стаж-наставника\" = 3",
        "\"стаж-наставнка\" = 3",
        "модель:7:1: такого параметра нет; свой новый записывают с названием: { value = …, title = \"…\" }; возможно, имелось в виду «стаж-наставника»",
    );
    told(
        "population = \"педагоги\"",
        "population = \"педогоги\"",
        "модель:28:14: нет совокупности «педогоги»; возможно, имелось в виду «педагоги»",
    );
    told(
        "severity = \"query\"",
        "severity = \"quiry\"",
        "модель:12:12: недопустимое значение «quiry» ключа «severity»; возможно, имелось в виду «query»",
    );
    told(
        "[parameters]",
        "[list]\n\"форма\" = [\"педагог – педагог\"]\n\n[parameters]",
        "модель:7:1: в модели нет списка «форма»; возможно, имелось в виду «формы»",
    );
}

#[test]
fn a_wrong_value_is_told_with_what_is_wanted() {
    told(
        "code = \"П-90\"",
        "code = \"Ж-90\"",
        "модель:10:8: код «Ж-90» не подходит: нужны буква области (Д, Л, П, А, К, И, С, Ш), дефис и две цифры",
    );
    told(
        "\"стаж-наставника\" = 3",
        "\"стаж-наставника\" = \"три\"",
        "модель:7:1: у этого параметра значение другого вида",
    );
    told(
        "eq = true",
        "eq = \"да\"",
        "модель:17:31: поле «действует» — да или нет, их пишут словами true и false без кавычек",
    );
    told(
        "eq = \"высшая\"",
        "eq = \"отличная\"",
        "модель:29:32: поле «категория» не бывает «отличная», только: высшая, первая, соответствие занимаемой должности, нет",
    );
    told(
        "[parameters]",
        "[list]\n\"праздники-региона\" = [\"25 июля\"]\n\n[parameters]",
        "модель:7:24: «25 июля» не понято: нужно, например, «25.07»",
    );
    told(
        "title = \"Наш район\"",
        "title = \"Наш район",
        "модель:3:19: ошибка записи TOML: текст не закрыт кавычкой",
    );
    told(
        "\"стаж-наставника\" = 3",
        "\"молодой\" = \"да-35\"",
        "параметр «молодой»: нет определения «да-35»; возможно, имелось в виду «до-35»",
    );
}

#[test]
fn a_code_stands_once_in_a_file() {
    let block = &FILE[FILE.find("[[requirement]]").unwrap()..FILE.find("[[indicator]]").unwrap()];
    let errors = model::load(&format!("{FILE}\n{block}"), &toml::Table::new()).unwrap_err();
    let said = errors[0].to_string();
    assert_eq!(said, "модель:33:1: требование «П-90» уже есть выше в этом файле");
}
