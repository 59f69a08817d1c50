//! Forms that need a look before they are printed: asked once, settled by the line that the hint gives.

use nastavnik::diag::Finding;
use nastavnik::settings::Settings;

use crate::edits::{Edit, broken, edit};

/// A deputy of this name, with this post.
fn deputy(fio: &str, post: &str) -> Vec<Edit> {
    let cells = [("Роль", "заместитель"), ("ФИО", fio), ("Должность", post)];
    cells
        .map(|(column, value)| edit("Должностные лица", "++", column, value))
        .into()
}

fn asked(edits: &[Edit], declension: &str) -> Vec<Finding> {
    let settings: Settings = toml::from_str(&format!("[declension]\n{declension}\n")).unwrap();
    let found = broken(edits, &settings).findings;
    found
        .into_iter()
        .filter(|finding| finding.code == "Д-41")
        .collect()
}

#[test]
fn each_line_of_the_hint_settles_the_question() {
    for (fio, post, message, lines) in [
        (
            "Боровец Иван Ильич",
            "заместитель директора",
            "«Боровец»: справочники допускают разные формы; в документах будет: Боровца, Боровцу, Боровца, Боровцом, Боровце",
            &[
                r#""Боровец" = ["Боровца", "Боровцу", "Боровца", "Боровцом", "Боровце"]"#,
                r#""Боровец" = ["Боровеца", "Боровецу", "Боровеца", "Боровецом", "Боровеце"]"#,
            ][..],
        ),
        (
            "Мороз А. П.",
            "заместитель директора",
            "«Мороз А.П.»: пол не определён, оставлен именительный падеж",
            &[r#""Мороз А.П." = "ж""#, r#""Мороз А.П." = "м""#],
        ),
        (
            "Жук-Луговой Пётр Ильич",
            "заместитель директора",
            "«Жук»: справочники допускают разные формы; в документах будет: Жука, Жуку, Жука, Жуком, Жуке",
            &[
                r#""Жук" = ["Жука", "Жуку", "Жука", "Жуком", "Жуке"]"#,
                r#""Жук" = ["Жук", "Жук", "Жук", "Жук", "Жук"]"#,
            ],
        ),
        (
            "Луговой Пётр Ильич",
            "закрум цеха",
            "«закрум»: слово не знакомо программе, форма построена по общему правилу; в документах будет: закрума, закруму, закрума, закрумом, закруме",
            &[r#""закрум" = ["закрума", "закруму", "закрума", "закрумом", "закруме"]"#],
        ),
    ] {
        let edits = deputy(fio, post);
        let [finding] = &asked(&edits, "")[..] else {
            panic!("one question about {fio}, {post}")
        };
        assert_eq!(finding.message, message);
        assert!(finding.hint.ends_with(&lines.join(" или ")), "{}", finding.hint);
        assert_eq!(finding.places.len(), 1);
        assert_eq!(&*finding.places[0].sheet, "Должностные лица");
        for line in lines {
            assert!(asked(&edits, line).is_empty(), "{line}");
        }
    }
}

#[test]
fn ordinary_names_and_posts_are_not_asked_about() {
    for (fio, post) in [
        ("Луговая Анна Львовна", "заместитель директора по УВР"),
        ("Ткаченко Пётр Ильич", "заместитель директора по АХР"),
        ("Луговой П. С.", "врио заместителя директора"),
    ] {
        assert_eq!(asked(&deputy(fio, post), "").len(), 0, "{fio}");
    }
}
