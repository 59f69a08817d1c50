//! The core of the command `decline`: what the lines are, and a line for each line.

use crate::russian::{Decliner, decline::lines};

/// Output without a kind given, as rows of cells.
fn rows(input: &str) -> Vec<Vec<String>> {
    let output = lines(None, input, &Decliner::default());
    output
        .lines()
        .map(|line| line.split('\t').map(str::to_owned).collect())
        .collect()
}

#[test]
fn a_header_names_the_kind() {
    for (header, column) in [
        ("ФИО\tпол", "fio"),
        ("fio\tgender", "fio"),
        ("Должность", "title"),
        ("title", "title"),
        ("Организация", "org"),
        ("org\tgender", "org"),
        ("Фамилия", "word"),
    ] {
        let rows = rows(&format!("\u{feff}{header}\r\nЛугов\r\n"));
        assert_eq!(rows[0][0], column, "{header}");
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[1][0], "Лугов");
    }
}

#[test]
fn without_a_header_the_lines_tell() {
    for (text, column) in [
        ("Луговая Анна Ильинична", "fio"),
        ("луговая анна ильинична", "fio"),
        ("ЛУГОВ ИВАН", "fio"),
        ("Карл фон Бург", "fio"),
        ("Асан кызы Айпери", "fio"),
        ("Лугов И. И.", "fio"),
        ("Педагог-психолог", "title"),
        ("глава администрации", "title"),
        ("заведующая складом", "title"),
        ("УЧИТЕЛЬ ПЕНИЯ", "title"),
        ("и. о. директора", "title"),
        ("МКОУ «Лицей»", "org"),
        ("районный краеведческий музей", "org"),
        ("Департамент просвещения", "org"),
        ("ИП Лугов И. И.", "org"),
        ("методист Лугов И. И.", "text"),
    ] {
        assert_eq!(rows(text)[0][0], column, "{text}");
    }
}

#[test]
fn a_line_that_does_not_tell_goes_with_the_others() {
    let posts = rows("учитель пения\nстарший методист\nЗаведующий\n");
    assert_eq!(
        (posts[0][0].as_str(), posts[3][2].as_str()),
        ("title", "Заведующего")
    );
    assert_eq!(posts[3][1], "");
    let mixed = rows("лицей № 9\nучитель\nЛуговая Анна\n");
    assert_eq!(mixed[0][0], "text");
    assert_eq!(
        [&mixed[1][2], &mixed[2][2], &mixed[3][2]],
        ["лицея № 9", "учителя", "Луговой Анны"]
    );
}

#[test]
fn every_line_has_its_line() {
    for (input, count) in [
        ("", 1),
        ("\n", 2),
        ("fio\n\n\n", 3),
        ("Лугов\r\n\r\n\t\n", 4),
        ("Лугов\tm\tлишнее", 2),
    ] {
        let rows = rows(input);
        assert_eq!(rows.len(), count, "{input:?}");
        assert!(rows.iter().all(|row| row.len() == 7), "{input:?}");
    }
}
