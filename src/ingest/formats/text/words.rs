//! How Russian a character is: the letters by how common they are, and the signs that Russian texts have.

/// Points for a character: four for the commonest letters, less than nothing for what hardly occurs.
pub fn points(char: char) -> i64 {
    if char.is_ascii() {
        return 0;
    }
    match char.to_lowercase().next().unwrap_or(char) {
        'о' | 'е' | 'а' | 'и' | 'н' | 'т' => 4,
        'с' | 'р' | 'в' | 'л' | 'к' | 'м' => 3,
        'д' | 'п' | 'у' | 'я' | 'ы' | 'ь' | 'г' => 2,
        'з' | 'б' | 'ч' | 'й' | 'х' | 'ж' | 'ш' | 'ф' => 1,
        'ю' | 'ц' | '№' | '«' | '»' | '–' | '—' | '…' | '“' | '”' | '\u{A0}' | '°' => 0,
        'щ' | 'э' | 'ё' => -1,
        'ъ' => -3,
        _ => -12,
    }
}
