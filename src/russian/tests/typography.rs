//! Typography: what is set right, and what is left alone.

use crate::russian::typography::polish;

#[track_caller]
fn check(text: &str, want: &str) {
    let polished = polish(text);
    assert_eq!(polished.replace('\u{a0}', "~").replace('\u{2011}', "="), want);
    assert_eq!(polish(&polished), polished, "twice is once");
}

#[test]
fn quotes() {
    check("МКОУ \"Школа № 9\"", "МКОУ «Школа №~9»");
    check("АНО \"Центр \"Луч\"\"", "АНО «Центр „Луч“»");
    check("«Центр «Луч»»", "«Центр „Луч“»");
    check("“Луч”", "«Луч»");
    check("экран 15\"", "экран 15\"");
}

#[test]
fn dashes_and_hyphens() {
    check("план - работа", "план~– работа");
    check("план — работа", "план~– работа");
    check("приказ № 207-од", "приказ №~207=од");
    check("педагог-психолог", "педагог-психолог");
}

#[test]
fn spaces_that_hold() {
    check("Лугова И. Л.", "Лугова~И.~Л.");
    check("И. Л. Лугова", "И.~Л.~Лугова");
    check("от 5 марта 2026 г. № 12", "от 5~марта 2026~г. №~12");
    check("ст. 351.8, п. 3", "ст.~351.8, п.~3");
    check("о работе в школе и с детьми", "о~работе в~школе и~с~детьми");
    check("г. Тихий, 2 ч.", "г.~Тихий, 2~ч.");
}

#[test]
fn decimal_comma() {
    check("на 1.5 ставки", "на 1,5 ставки");
    check("доля 33.3 %", "доля 33,3~%");
    check(
        "05.03.2026, ст. 351.8, версия 1.2",
        "05.03.2026, ст.~351.8, версия 1.2",
    );
}
