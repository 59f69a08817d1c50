//! What a condition may speak of: the entities of `model/columns/`, the relations between them and the derived
//! fields. Both lists are closed and documented: a condition cannot name anything else.

use crate::ingest::schema::{FieldKind, Schema};

/// Index that stands for the whole school among the indices of sheets.
pub const SCHOOL: usize = usize::MAX;

/// A relation from one entity to the records that refer to it.
#[derive(Debug)]
pub struct Relation {
    /// Name in conditions.
    pub name: &'static str,
    /// Key of the sheet whose records have it.
    pub from: &'static str,
    /// Key of the sheet it leads to.
    pub to: &'static str,
    /// Key of the reference field on that sheet.
    pub via: &'static str,
}

/// All inverse relations. The school itself has one more to every sheet, under the sheet's plural name.
pub static RELATIONS: &[Relation] = &[
    Relation {
        name: "пары-наставника",
        from: "person",
        to: "pair",
        via: "mentor",
    },
    Relation {
        name: "пары-наставляемого",
        from: "person",
        to: "pair",
        via: "mentees",
    },
    Relation {
        name: "пройденные-курсы",
        from: "person",
        to: "course",
        via: "person",
    },
    Relation {
        name: "согласия",
        from: "person",
        to: "consent",
        via: "person",
    },
    Relation {
        name: "запросы",
        from: "person",
        to: "request",
        via: "person",
    },
    Relation {
        name: "анкеты",
        from: "person",
        to: "survey",
        via: "person",
    },
    Relation {
        name: "замеры",
        from: "person",
        to: "diagnosis",
        via: "person",
    },
    Relation {
        name: "достижения",
        from: "person",
        to: "achievement",
        via: "person",
    },
    Relation {
        name: "поощрения",
        from: "person",
        to: "reward",
        via: "person",
    },
    Relation {
        name: "поручения",
        from: "person",
        to: "activity",
        via: "responsible",
    },
    Relation {
        name: "объединения",
        from: "person",
        to: "association",
        via: "members",
    },
    Relation {
        name: "оценки-отбора",
        from: "person",
        to: "candidate",
        via: "person",
    },
    Relation {
        name: "пары-наставника",
        from: "student",
        to: "pair",
        via: "mentor",
    },
    Relation {
        name: "пары-наставляемого",
        from: "student",
        to: "pair",
        via: "mentees",
    },
    Relation {
        name: "согласия",
        from: "student",
        to: "consent",
        via: "person",
    },
    Relation {
        name: "запросы",
        from: "student",
        to: "request",
        via: "person",
    },
    Relation {
        name: "анкеты",
        from: "student",
        to: "survey",
        via: "person",
    },
    Relation {
        name: "замеры",
        from: "student",
        to: "diagnosis",
        via: "person",
    },
    Relation {
        name: "достижения",
        from: "student",
        to: "achievement",
        via: "person",
    },
    Relation {
        name: "пары-обучающегося",
        from: "student",
        to: "pair",
        via: "mentees",
    },
    Relation {
        name: "согласия-обучающегося",
        from: "student",
        to: "consent",
        via: "person",
    },
    Relation {
        name: "программы",
        from: "pair",
        to: "programme",
        via: "pair",
    },
    Relation {
        name: "допсоглашения",
        from: "pair",
        to: "addendum",
        via: "pair",
    },
    Relation {
        name: "строки-плана",
        from: "pair",
        to: "plan_row",
        via: "pair",
    },
    Relation {
        name: "встречи",
        from: "pair",
        to: "meeting",
        via: "pair",
    },
];

/// Kind of a value, as far as conditions tell kinds apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text, also a name and a choice.
    Text,
    /// Several texts.
    List,
    /// A number of any unit.
    Number,
    /// A day.
    Date,
    /// Yes or no.
    Yes,
    /// A term in words: present or absent; its days are derived fields.
    Term,
    /// A payment: present or absent, and comparable with a number.
    Money,
    /// A reference to other records.
    Reference,
}

impl Kind {
    /// Kind of a column.
    pub fn of(field: FieldKind) -> Self {
        match field {
            FieldKind::Text | FieldKind::Fio | FieldKind::Choice | FieldKind::Category => Self::Text,
            FieldKind::Person | FieldKind::People | FieldKind::Pair => Self::Reference,
            FieldKind::Date => Self::Date,
            FieldKind::Term => Self::Term,
            FieldKind::Integer | FieldKind::Number | FieldKind::Experience => Self::Number,
            FieldKind::Money => Self::Money,
            FieldKind::Yes => Self::Yes,
            FieldKind::List => Self::List,
        }
    }

    /// The word for it and how such a value is written in a model file.
    pub fn wants(self) -> &'static str {
        match self {
            Self::Text => "текст, его пишут в кавычках",
            Self::List => "список, сравнить его можно с текстом в кавычках",
            Self::Number => "число, его пишут без кавычек",
            Self::Date => "дата, её пишут без кавычек: 2026-09-01",
            Self::Yes => "да или нет, их пишут словами true и false без кавычек",
            Self::Term => "срок, спросить можно только present или absent",
            Self::Money => "выплата, её сравнивают с числом без кавычек",
            Self::Reference => "ссылка, спросить можно только present или absent",
        }
    }

    /// The word for it in messages about a model file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "текст",
            Self::List => "список",
            Self::Number => "число",
            Self::Date => "дата",
            Self::Yes => "да или нет",
            Self::Term => "срок",
            Self::Money => "выплата",
            Self::Reference => "ссылка",
        }
    }
}

/// A field that is computed. Its meaning stands in [`DERIVED`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(
    missing_docs,
    reason = "documented in DERIVED, where the reference page is made from"
)]
pub enum Derived {
    Age,
    Employed,
    Working,
    StaffGroup,
    Pedagogical,
    Head,
    Counted,
    PedYears,
    OrgMonths,
    YoungByAge,
    YouthByLaw,
    Beginner,
    YoungWorker,
    Newcomer,
    Young,
    MentorNow,
    ParticipantNow,
    MenteeNow,
    MenteeCount,
    PairActive,
    Assigned,
    Reverse,
    PairEnd,
    TermMonths,
    PairSize,
    BetweenEmployees,
    PaidInFunction,
    MentorEmployed,
    MenteesEmployed,
    WithStudents,
    PairThisYear,
    DocumentActive,
    DocumentThisYear,
    RowThisYear,
    TermFrom,
    TermTo,
    Overdue,
    ConsentActive,
    DismissedThisYear,
    SurveyThisYear,
    Outside,
    WorkedThisYear,
    CampusesWithoutCurator,
    TeachesByPost,
    WorkedAtStart,
    YearsAtStart,
    TransferredThisYear,
    YearsAtLeaving,
    SchoolYearsSinceHired,
    MeasuredThisYear,
    LatestMeasurement,
    PreviousScore,
    SameInstrument,
    DocumentMonths,
    Happened,
    OfficialActive,
    StaffCount,
    SchoolYear,
}

/// How many derived fields there are: the number after the last.
pub const DERIVED_FIELDS: usize = Derived::SchoolYear as usize + 1;

/// Documentation and type of a derived field.
#[derive(Debug)]
pub struct DerivedDef {
    /// Name in conditions.
    pub name: &'static str,
    /// Key of the sheet that has it; `school` is the whole school.
    pub on: &'static str,
    /// Kind of value.
    pub kind: Kind,
    /// Which one.
    pub id: Derived,
    /// What it is, for the reference page.
    pub about: &'static str,
}

macro_rules! derived {
    ($($name:literal $on:literal $kind:ident $id:ident $about:literal;)*) => {
        /// All derived fields.
        pub static DERIVED: &[DerivedDef] = &[
            $(DerivedDef { name: $name, on: $on, kind: Kind::$kind, id: Derived::$id, about: $about },)*
        ];
    };
}

derived! {
    "возраст" "person" Number Age "полных лет на день проверки";
    "работает" "person" Yes Employed "принят не позже этого дня и не уволен раньше него";
    "на-месте" "person" Yes Working "работает и не в отпуске по уходу, длительном отпуске или на службе";
    "группа" "person" Text StaffGroup "группа персонала: из ячейки, а если она пуста — по должности";
    "педагогический" "person" Yes Pedagogical "работает и относится к педагогическим работникам";
    "руководит" "person" Yes Head "относится к руководящим работникам";
    "учитывается" "person" Yes Counted "педагогический работник без внешних совместителей; отсутствующие — по параметру «учитывать-отсутствующих»";
    "педстаж-лет" "person" Number PedYears "полных лет педагогического стажа на день проверки";
    "месяцев-в-организации" "person" Number OrgMonths "полных месяцев со дня приёма";
    "до-35" "person" Yes YoungByAge "моложе возраста из параметра «возраст-молодого» (граница не включается)";
    "молодёжь" "person" Yes YouthByLaw "не старше 35 лет включительно (закон о молодёжной политике)";
    "начинающий" "person" Yes Beginner "педагогический стаж без перерывов меньше, чем в параметре «стаж-начинающего», в любом возрасте";
    "молодой-работник" "person" Yes YoungWorker "не старше 35 лет включительно и стаж без перерывов не больше трёх лет";
    "новый" "person" Yes Newcomer "принят не больше месяцев назад, чем в параметре «месяцев-нового»";
    "молодой" "person" Yes Young "по определению из параметра «молодой»: до-35, молодёжь, начинающий, молодой-работник";
    "наставник-сейчас" "person" Yes MentorNow "ведёт действующую пару";
    "наставляемый-сейчас" "person" Yes MenteeNow "состоит в действующей паре как наставляемый";
    "участник-сейчас" "person" Yes ParticipantNow "состоит в действующей паре как наставник или наставляемый";
    "число-ведомых" "person" Number MenteeCount "сколько наставляемых у него одновременно";
    "действует" "pair" Yes PairActive "день проверки внутри срока, пара не проект, не приостановлена и не окончена";
    "закреплена" "pair" Yes Assigned "состояние не «проект»";
    "обратная" "pair" Yes Reverse "вид — «реверсивное»";
    "окончание" "pair" Date PairEnd "день фактического завершения, а если его нет — окончание срока";
    "срок-месяцев" "pair" Number TermMonths "срок пары в месяцах, неполный месяц — долей";
    "число-наставляемых" "pair" Number PairSize "сколько наставляемых в паре или группе";
    "между-работниками" "pair" Yes BetweenEmployees "и наставник, и все наставляемые — работники этой организации";
    "наставник-работник" "pair" Yes MentorEmployed "наставник — работник этой организации";
    "наставляемые-работники" "pair" Yes MenteesEmployed "все наставляемые — работники этой организации";
    "с-обучающимися" "pair" Yes WithStudents "наставник или наставляемый — обучающийся";
    "в-трудовой-функции" "pair" Yes PaidInFunction "основание выплаты — «в трудовой функции»: помощь новичкам уже входит в должностные обязанности";
    "этого-года" "pair" Yes PairThisYear "срок пары пересекается с текущим учебным годом";
    "действует" "document" Yes DocumentActive "подписан и не отменён, не утратил силу, срок не истёк";
    "этого-года" "document" Yes DocumentThisYear "относится к текущему учебному году";
    "этого-года" "activity" Yes RowThisYear "строка дорожной карты текущего учебного года";
    "срок-с" "activity" Date TermFrom "первый день срока";
    "срок-по" "activity" Date TermTo "последний день срока";
    "просрочено" "activity" Yes Overdue "последний день срока прошёл, отметки о выполнении нет";
    "срок-с" "plan_row" Date TermFrom "первый день срока";
    "срок-по" "plan_row" Date TermTo "последний день срока";
    "просрочено" "plan_row" Yes Overdue "последний день срока прошёл, отметки о выполнении нет";
    "действует" "consent" Yes ConsentActive "дано не позже этого дня, не отозвано, срок не истёк";
    "возраст" "student" Number Age "полных лет на день проверки";
    "наставник-сейчас" "student" Yes MentorNow "ведёт действующую пару";
    "наставляемый-сейчас" "student" Yes MenteeNow "состоит в действующей паре как наставляемый";
    "участник-сейчас" "student" Yes ParticipantNow "состоит в действующей паре как наставник или наставляемый";
    "число-ведомых" "student" Number MenteeCount "сколько наставляемых у него одновременно";
    "уволен-за-год" "person" Yes DismissedThisYear "уволен или переведён за двенадцать месяцев до этого дня";
    "этого-года" "survey" Yes SurveyThisYear "анкета заполнена в текущем учебном году";
    "сторонний" "person" Yes Outside "работник другой организации: заполнен столбец «Организация работника»";
    "работал-за-год" "person" Yes WorkedThisYear "педагогический работник без внешних совместителей, который работал хотя бы один день из последних двенадцати месяцев";
    "педагог-по-должности" "person" Yes TeachesByPost "группа персонала — педагогическая, не внешний совместитель и не работник другой организации; и тот, кто уже уволен";
    "работал-на-начало" "person" Yes WorkedAtStart "педагогический работник без внешних совместителей, который работал за двенадцать месяцев до этого дня; находящиеся в отпуске работают";
    "педстаж-на-начало" "person" Number YearsAtStart "полных лет педагогического стажа за двенадцать месяцев до этого дня";
    "переведён-за-год" "person" Yes TransferredThisYear "уволен переводом в другую организацию за двенадцать месяцев до этого дня";
    "педстаж-к-уходу" "person" Number YearsAtLeaving "полных лет педагогического стажа на день проверки, а у уволенного — на день увольнения";
    "учебных-лет-с-приёма" "person" Number SchoolYearsSinceHired "сколько учебных лет прошло с того, в котором принят: 0 — принят в этом году";
    "замеров-за-год" "person" Number MeasuredThisYear "сколько раз оценён за последние двенадцать месяцев: замеры одного дня — один раз";
    "последний" "diagnosis" Yes LatestMeasurement "замер относится к последней волне: тот же замер и учебный год, что у самого позднего замера этой компетенции";
    "прежний-балл" "diagnosis" Number PreviousScore "балл предыдущего замера той же компетенции у того же человека";
    "тем-же-инструментом" "diagnosis" Yes SameInstrument "предыдущий замер той же компетенции у того же человека сделан тем же инструментом";
    "срок-месяцев" "document" Number DocumentMonths "срок действия документа в месяцах: от даты до «Действует до»";
    "состоялось" "meeting" Yes Happened "день встречи не позже дня проверки";
    "состоялось" "survey" Yes Happened "день анкеты не позже дня проверки";
    "состоялось" "diagnosis" Yes Happened "день замера не позже дня проверки";
    "состоялось" "course" Yes Happened "последний день курса не позже дня проверки";
    "состоялось" "achievement" Yes Happened "день достижения не позже дня проверки";
    "состоялось" "reward" Yes Happened "день поощрения не позже дня проверки";
    "действует" "official" Yes OfficialActive "день проверки не раньше столбца «С» и не позже столбца «По»";
    "работников" "school" Number StaffCount "сколько человек работает";
    "площадки-без-куратора" "school" Text CampusesWithoutCurator "здания, в которых работают действующие пары, а куратора с таким зданием нет";
    "учебный-год" "school" Text SchoolYear "текущий учебный год: «2026/2027»";
}

/// Index of an entity's sheet by its name in conditions («пара»); «школа» is [`SCHOOL`].
pub fn entity(name: &str) -> Option<usize> {
    if name == "школа" {
        return Some(SCHOOL);
    }
    Schema::get().sheets.iter().position(|sheet| sheet.entity == name)
}

/// Names of all entities.
pub fn entities() -> Vec<&'static str> {
    let mut names: Vec<&str> = Schema::get()
        .sheets
        .iter()
        .map(|sheet| sheet.entity.as_str())
        .collect();
    names.push("школа");
    names
}

/// Key of the sheet, `school` for the whole school.
pub fn key(sheet: usize) -> &'static str {
    Schema::get()
        .sheets
        .get(sheet)
        .map_or("school", |sheet| sheet.key.as_str())
}

/// Name of the entity in conditions.
pub fn name(sheet: usize) -> &'static str {
    Schema::get()
        .sheets
        .get(sheet)
        .map_or("школа", |sheet| sheet.entity.as_str())
}

/// Everything that may follow an entity in a path, for suggestions.
pub fn names_on(sheet: usize) -> Vec<&'static str> {
    let key = key(sheet);
    let mut names: Vec<&str> = DERIVED
        .iter()
        .filter(|def| def.on == key)
        .map(|def| def.name)
        .collect();
    names.extend(
        RELATIONS
            .iter()
            .filter(|relation| relation.from == key)
            .map(|relation| relation.name),
    );
    match Schema::get().sheets.get(sheet) {
        Some(def) => names.extend(def.fields.iter().map(|field| field.name.as_str())),
        None => names.extend(Schema::get().sheets.iter().map(|sheet| sheet.plural.as_str())),
    }
    names
}
