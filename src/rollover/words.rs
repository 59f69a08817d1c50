//! Why a row was left behind, in words. Knows no rows.

/// Why a row stays in the old folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// An official whose term is over.
    OutOfOffice,
    /// A person who was dismissed.
    Dismissed,
    /// A student of no pair that goes on.
    NotInPairs,
    /// A pair that is over.
    Ended,
    /// A pair that is not over, though its term ends before the new year.
    Unfinished,
    /// A pair of somebody who does not go on.
    Gone,
    /// It belongs to a pair that was left.
    OfPair,
    /// A deed of a person who was left.
    OfPerson,
    /// An item of an earlier roadmap.
    OldRoadmap,
    /// A consent that was withdrawn, or whose term does not reach into the new year.
    Consent,
    /// A document that is no longer, or not yet, in force.
    NotInForce,
    /// Orders and other papers of one year.
    OfYear,
    /// A sheet that begins anew.
    Anew,
}

impl Why {
    /// The reason, as the end of a line.
    pub fn text(self) -> &'static str {
        match self {
            Self::OutOfOffice => "полномочия закончились до 1 сентября нового года",
            Self::Dismissed => "увольнение до 1 сентября нового года",
            Self::NotInPairs => "нет пары, которая продолжается",
            Self::Ended => "работа пары завершена или прекращена",
            Self::Unfinished => {
                "работа не завершена, а срок кончается до начала нового года; решите в старой папке: продлить или завершить"
            }
            Self::Gone => "участник не переходит в новый год; решите: заменить наставника или завершить",
            Self::OfPair => "пара не перенесена",
            Self::OfPerson => "человек не перенесён",
            Self::OldRoadmap => "дорожная карта более раннего года",
            Self::Consent => {
                "отозвано, или срок не указан либо кончается до 1 сентября нового года; возьмите заново"
            }
            Self::NotInForce => "документ не действует в новом году",
            Self::OfYear => "приказ или другой документ своего года",
            Self::Anew => "данные прошлого года; что действует и дальше, впишите заново",
        }
    }
}

/// Where a figure of the year before comes from.
pub const COUNTED: &str = "подсчитано при переходе на новый год";
