//! What the command line takes. English verbs, Russian help.

use std::path::PathBuf;

use clap::{ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::rollover::SchoolYear;

/// Проверяет наставничество в школе и готовит документы
#[derive(Debug, Parser)]
#[command(
    name = "nastavnik",
    version,
    subcommand_value_name = "КОМАНДА",
    subcommand_help_heading = "Команды"
)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands, in the order a school needs them.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Создать папку школы: пустая книга с подсказками и файл настроек
    New(NewArgs),
    /// Показать, как поняты таблицы: листы, столбцы, записи, что не понято
    Read(ReadArgs),
    /// Проверить школу: замечания и показатели
    Check(CheckArgs),
    /// Подготовить документы школы
    Build(BuildArgs),
    /// Заполнить шаблон Word данными: по документу на запись
    Render(RenderArgs),
    /// Объяснить замечание по его коду
    Explain(ExplainArgs),
    /// Целевые модели наставничества
    #[command(subcommand)]
    Model(ModelCommand),
    /// Шаблоны документов
    #[command(subcommand)]
    Template(TemplateCommand),
    /// Просклонять ФИО, должности и названия
    Decline(DeclineArgs),
    /// Подсказки командной строки для вашей оболочки
    Completions(CompletionArgs),
    /// Страница руководства man
    Man,
    /// Читает файлы старых форматов в отдельном процессе.
    #[command(hide = true, name = "reader-process")]
    ReaderProcess,
}

/// What commands over a school have in common.
#[derive(Debug, Args)]
pub struct SchoolArgs {
    /// Папка школы или её файлы (несколько папок — несколько школ)
    #[arg(value_name = "ПУТЬ", required = true)]
    pub paths: Vec<PathBuf>,
    /// Файл настроек вместо nastavnik.toml из папки школы
    #[arg(long, value_name = "ФАЙЛ")]
    pub settings: Option<PathBuf>,
    /// День, на который всё считается: ГГГГ-ММ-ДД
    #[arg(long, value_name = "ДАТА", value_parser = day)]
    pub date: Option<Date>,
    /// Целевая модель: её имя (`model list`) или файл
    #[arg(long, value_name = "МОДЕЛЬ")]
    pub model: Option<String>,
    /// Папка своих шаблонов
    #[arg(long, value_name = "ПАПКА")]
    pub templates: Option<PathBuf>,
}

/// `new`.
#[derive(Debug, Args)]
pub struct NewArgs {
    /// Папка, которую создать
    #[arg(value_name = "ПАПКА")]
    pub folder: PathBuf,
    /// Целевая модель: её имя (`model list`)
    #[arg(long, value_name = "МОДЕЛЬ")]
    pub model: Option<String>,
    /// Все листы, какие умеет читать программа, а не только нужные модели
    #[arg(long)]
    pub all_sheets: bool,
    /// Перейти на новый учебный год: папка школы прошлого года (она не меняется)
    #[arg(long, value_name = "СТАРАЯ", requires = "year", conflicts_with = "model")]
    pub from: Option<PathBuf>,
    /// Новый учебный год: ГГГГ/ГГГГ
    #[arg(long, value_name = "ГОД", requires = "from", value_parser = school_year)]
    pub year: Option<SchoolYear>,
}

/// `read`.
#[derive(Debug, Args)]
pub struct ReadArgs {
    #[command(flatten)]
    pub school: SchoolArgs,
    /// Вид ответа: table (таблица) или json
    #[arg(
        long,
        value_name = "ВИД",
        default_value = "table",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub format: ReadFormat,
    /// Записать подтверждённое соответствие столбцов в настройки школы
    #[arg(long)]
    pub remember: bool,
}

/// Formats of `read`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReadFormat {
    /// A table for a reader.
    Table,
    /// JSON for programs.
    Json,
}

/// `check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    #[command(flatten)]
    pub school: SchoolArgs,
    /// Вид ответа: text (текст), html (страница), xlsx (книга Excel), json или sarif
    #[arg(
        long,
        value_name = "ВИД",
        default_value = "text",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub format: CheckFormat,
    /// Записать ответ в файл
    #[arg(long, value_name = "ФАЙЛ")]
    pub out: Option<PathBuf>,
}

/// Formats of `check`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// Findings for a reader.
    Text,
    /// JSON for programs.
    Json,
    /// A page for a reader.
    Html,
    /// A workbook for a reader.
    Xlsx,
    /// SARIF for viewers and services.
    Sarif,
}

/// `build`.
#[derive(Debug, Args)]
pub struct BuildArgs {
    #[command(flatten)]
    pub school: SchoolArgs,
    /// Папка для документов
    #[arg(long, value_name = "ПАПКА", required_unless_present = "plan")]
    pub out: Option<PathBuf>,
    /// Только эти документы (имена — `template list`)
    #[arg(long, value_name = "ДОКУМЕНТ", num_args = 1..)]
    pub only: Vec<String>,
    /// Только документы одного события, по порядку подписания (их список — docs/reference/events.md; его печатает и «--event ?»)
    #[arg(long, value_name = "СОБЫТИЕ", conflicts_with = "only")]
    pub event: Option<String>,
    /// Папка для проверяющего, «проверка»: документы по пятнадцати пунктам, опись, листы вместо отсутствующих
    #[arg(long, value_name = "ВИД", value_parser = ["проверка"], hide_possible_values = true, conflicts_with_all = ["only", "event", "plan"])]
    pub folder: Option<String>,
    /// Ключ пары, с которой произошло событие
    #[arg(long, value_name = "КЛЮЧ", requires = "event")]
    pub pair: Option<String>,
    /// Только показать, что будет сделано и чего не хватает
    #[arg(long)]
    pub plan: bool,
    /// Рядом с каждым документом Word положить PDF (нужен установленный LibreOffice)
    #[arg(long, conflicts_with = "plan")]
    pub pdf: bool,
}

/// `explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// Код замечания, например П-07
    #[arg(value_name = "КОД")]
    pub code: String,
}

/// `model …`.
#[derive(Debug, Subcommand)]
pub enum ModelCommand {
    /// Перечислить целевые модели
    List,
    /// Показать модель: параметры, требования, показатели
    Show {
        /// Имя модели или её файл
        #[arg(value_name = "МОДЕЛЬ", default_value = crate::model::DEFAULT)]
        model: String,
    },
    /// Проверить свой файл модели: строка, столбец, подсказка
    Check {
        /// Файл модели (.toml)
        #[arg(value_name = "ФАЙЛ")]
        file: PathBuf,
    },
    /// Выгрузить встроенную модель для правки
    Export {
        /// Имя модели
        #[arg(value_name = "МОДЕЛЬ", default_value = crate::model::DEFAULT)]
        model: String,
        /// Записать в файл
        #[arg(long, value_name = "ФАЙЛ")]
        out: Option<PathBuf>,
    },
}

/// `template …`.
#[derive(Debug, Subcommand)]
pub enum TemplateCommand {
    /// Перечислить документы, которые умеет делать программа
    List,
    /// Записать встроенный документ файлом Word с видимыми тегами
    Export(ExportArgs),
    /// Проверить шаблон Word: все ошибки с местами
    Check(TemplateCheckArgs),
}

/// `template export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Документ из списка (`template list`)
    #[arg(value_name = "ДОКУМЕНТ")]
    pub id: String,
    /// Куда записать; без него — ДОКУМЕНТ.docx в текущей папке
    #[arg(long, value_name = "ФАЙЛ")]
    pub out: Option<PathBuf>,
    /// Заменить файл, который уже есть
    #[arg(long)]
    pub force: bool,
}

/// `template check`.
#[derive(Debug, Args)]
pub struct TemplateCheckArgs {
    /// Шаблон Word
    #[arg(value_name = "ФАЙЛ")]
    pub file: PathBuf,
    /// Данные, по которым проверить имена: JSON, csv или книга
    #[arg(long, value_name = "ДАННЫЕ")]
    pub data: Option<PathBuf>,
    /// Вид ответа: text (текст) или json
    #[arg(
        long,
        value_name = "ВИД",
        default_value = "text",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub format: TemplateCheckFormat,
}

/// Formats of `template check`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TemplateCheckFormat {
    /// Mistakes for a reader.
    Text,
    /// JSON for programs.
    Json,
}

/// `render`.
#[derive(Debug, Args)]
pub struct RenderArgs {
    /// Шаблон Word с тегами
    #[arg(value_name = "ШАБЛОН")]
    pub template: PathBuf,
    /// Записи: JSON, csv или книга (xlsx, xls, ods), по документу на запись
    #[arg(value_name = "ДАННЫЕ")]
    pub data: PathBuf,
    /// Папка для документов
    #[arg(long, value_name = "ПАПКА")]
    pub out: PathBuf,
    /// Имя файла, с тегами: «План {{ фио }}»
    #[arg(long, value_name = "ИМЯ")]
    pub name: Option<String>,
    /// Не больше стольких записей
    #[arg(long, value_name = "ЧИСЛО", value_parser = count)]
    pub limit: Option<usize>,
    /// Заменять файлы, которые уже есть
    #[arg(long)]
    pub force: bool,
    /// Рядом с каждым документом положить PDF (нужен установленный LibreOffice)
    #[arg(long)]
    pub pdf: bool,
    /// Последней строкой напечатать, сколько секунд заняла работа
    #[arg(long)]
    pub stats: bool,
}

/// How many of something.
fn count(text: &str) -> Result<usize, &'static str> {
    text.parse()
        .ok()
        .filter(|count| *count > 0)
        .ok_or("нужно целое число больше нуля")
}

/// `decline`.
#[derive(Debug, Args)]
pub struct DeclineArgs {
    /// Что в строках: person (ФИО), surname, first-name, patronymic, title (должность), organisation; без ключа решает
    /// заголовок первого столбца («ФИО», «Должность», «Организация» или fio, title, org), а без него — каждая строка сама
    #[arg(long, value_name = "ВИД")]
    pub kind: Option<String>,
    /// Файл со строками «текст[TAB]пол»; без него — стандартный ввод
    #[arg(value_name = "ФАЙЛ")]
    pub file: Option<PathBuf>,
    /// Файл настроек с разделом [declension] вместо nastavnik.toml из текущей папки
    #[arg(long, value_name = "ФАЙЛ")]
    pub settings: Option<PathBuf>,
}

/// `completions`.
#[derive(Debug, Args)]
pub struct CompletionArgs {
    /// Оболочка: bash, zsh, fish, powershell или elvish
    #[arg(value_name = "ОБОЛОЧКА", hide_possible_values = true)]
    pub shell: clap_complete::Shell,
}

impl Arguments {
    /// Arguments of the process, with help in Russian.
    ///
    /// # Errors
    /// Help, version and misuse, as clap tells them; `usage` puts misuse into words.
    pub fn read(arguments: impl IntoIterator<Item = std::ffi::OsString>) -> Result<Self, clap::Error> {
        Self::from_arg_matches(&described().try_get_matches_from(arguments)?)
    }
}

/// The whole command line with Russian headings, as help, completions and the manual page show it.
pub fn described() -> clap::Command {
    localise(Arguments::command(), "nastavnik")
        .disable_version_flag(true)
        .arg(
            clap::Arg::new("version")
                .short('V')
                .long("version")
                .help("Показать версию")
                .action(ArgAction::Version),
        )
}

fn localise(command: clap::Command, path: &str) -> clap::Command {
    let has_commands = command.has_subcommands();
    let mut usage = path.to_owned();
    if has_commands {
        usage.push_str(" КОМАНДА");
    }
    for argument in command.get_positionals() {
        let name = argument
            .get_value_names()
            .and_then(|names| names.first())
            .map_or("", |name| name.as_str());
        let many = matches!(argument.get_action(), ArgAction::Append);
        let (open, close) = if argument.is_required_set() {
            ("", "")
        } else {
            ("[", "]")
        };
        usage.push_str(&format!(" {open}{name}{}{close}", if many { "…" } else { "" }));
    }
    if command.get_opts().next().is_some() {
        usage.push_str(" [ПАРАМЕТРЫ]");
    }
    let template = "{about-with-newline}\nИспользование: {usage}\n\n{all-args}{after-help}";
    let names: Vec<String> = command
        .get_subcommands()
        .map(|sub| sub.get_name().to_owned())
        .collect();
    let mut command = command
        .help_template(template)
        .override_usage(usage)
        .next_help_heading("Параметры")
        .subcommand_help_heading("Команды")
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .mut_args(|argument| {
            let heading = if argument.is_positional() {
                "Аргументы"
            } else {
                "Параметры"
            };
            argument.help_heading(heading)
        })
        .arg(
            clap::Arg::new("help")
                .short('h')
                .long("help")
                .help("Показать эту справку")
                .help_heading("Параметры")
                .action(ArgAction::Help),
        );
    for name in names {
        let deeper = format!("{path} {name}");
        command = command.mut_subcommand(name, |sub| localise(sub, &deeper));
    }
    command
}

fn school_year(text: &str) -> Result<SchoolYear, String> {
    text.parse()
        .map_err(|()| format!("«{text}» — не учебный год; пишите два года подряд, например 2027/2028"))
}

fn day(text: &str) -> Result<Date, String> {
    text.parse()
        .map_err(|_| format!("«{text}» — не дата; пишите год-месяц-день, например 2026-11-21"))
}
