//! Pictures and charts of built-in templates: the blocks `::: картинка`, `::: диаграмма`, and the drawings they become.

use super::block::{Align, Block};
use super::built_in::Extras;
use super::chart::data::{self, ChartData};
use super::chart::{self, Look};
use super::drawing;
use super::error::Problem;
use super::markdown::Reader;
use super::names::Token;
use super::relations::{self, IMAGE};
use super::tag::{self, Kind};
use super::words;
use super::xml::{Element, Node};

/// A picture or a chart of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Sign of the tag that fills it.
    pub sign: char,
    /// The chart; a picture when absent.
    pub chart: Option<(Look, Vec<(String, String)>)>,
    /// Width of the frame in millimetres.
    pub width: u64,
    /// Height of the frame in millimetres.
    pub height: u64,
    /// Where it stands on the line.
    pub align: Align,
}

/// English metric units of a millimetre.
pub const MILLIMETRE: u64 = 36_000;
/// What an exported template shows where a picture will be.
const PLACEHOLDER: &[u8] = include_bytes!("base/placeholder.png");
/// Name of that part.
const PLACEHOLDER_PART: &str = "media/placeholder.png";
/// As wide and as high as a page has room for.
const MOST: (u64, u64) = (257, 240);

/// Reads `::: картинка {{ … }} ширина=40 высота=50 справа`.
pub fn picture(reader: &mut Reader<'_>, start: usize, rest: &str, out: &mut Vec<Block>) {
    let mut figure = Figure {
        sign: ' ',
        chart: None,
        width: 40,
        height: 40,
        align: Align::Center,
    };
    if read(reader, start, rest, &mut figure, &mut |_, _| false) {
        out.push(Block::Figure(figure));
    }
}

/// Reads `::: диаграмма столбцы {{ … | ряды(…) }} ширина=165 высота=80`.
pub fn chart(reader: &mut Reader<'_>, start: usize, rest: &str, out: &mut Vec<Block>) {
    let mut figure = Figure {
        sign: ' ',
        chart: Some((Look::Columns, Vec::new())),
        width: 165,
        height: 80,
        align: Align::Center,
    };
    let mut kind = |figure: &mut Figure, word: &str| {
        let look = match word {
            "столбцы" => Look::Columns,
            "полосы" => Look::Bars,
            "линии" => Look::Lines,
            _ => return false,
        };
        figure.chart = Some((look, Vec::new()));
        true
    };
    if !read(reader, start, rest, &mut figure, &mut kind) {
        return;
    }
    let series = reader
        .tags
        .get(figure.sign)
        .and_then(|tag| series_of(&tag.tokens));
    match (series, &mut figure.chart) {
        (Some(own), Some((_, series))) => {
            *series = own;
            super::directive::keep_lead(out);
            out.push(Block::Figure(figure));
        }
        _ => {
            let detail = super::error::no_rows();
            reader.fault(start, 4, Problem::Construct { detail });
        }
    }
}

/// The tag, the sizes and the place; `other` takes the words of one block only.
fn read(
    reader: &mut Reader<'_>,
    start: usize,
    rest: &str,
    figure: &mut Figure,
    other: &mut dyn FnMut(&mut Figure, &str) -> bool,
) -> bool {
    let mut found = Vec::new();
    for word in rest.split_whitespace() {
        let size = |text: &str, most: u64| text.parse().ok().filter(|size| (5..=most).contains(size));
        let known = match word.split_once('=') {
            Some(("ширина", text)) => size(text, MOST.0).map(|size| figure.width = size).is_some(),
            Some(("высота", text)) => size(text, MOST.1).map(|size| figure.height = size).is_some(),
            _ => match word {
                "слева" => {
                    figure.align = Align::Left;
                    true
                }
                "по-центру" => {
                    figure.align = Align::Center;
                    true
                }
                "справа" => {
                    figure.align = Align::Right;
                    true
                }
                word => {
                    let signs: Vec<char> = word.chars().filter(|char| tag::number(*char).is_some()).collect();
                    if signs.len() == word.chars().count() {
                        found.extend(signs);
                        true
                    } else {
                        other(figure, word)
                    }
                }
            },
        };
        if !known {
            let name = word.to_owned();
            reader.fault(start, 4, Problem::UnknownOption { name });
            return false;
        }
    }
    let prints = |sign: &char| reader.tags.get(*sign).is_some_and(|tag| tag.kind == Kind::Print);
    match found.as_slice() {
        [sign] if prints(sign) => {
            figure.sign = *sign;
            true
        }
        _ => {
            let detail = super::error::ONE_TAG.to_owned();
            reader.fault(start, 4, Problem::Construct { detail });
            false
        }
    }
}

/// The series that `ряды(…)` names.
fn series_of(tokens: &[Token]) -> Option<Vec<(String, String)>> {
    let at = tokens.iter().position(|token| token.is_word(words::ROWS))?;
    let rest = &tokens[at..];
    let values = rest.iter().position(|token| token.is_word(words::VALUES))?;
    match rest.get(values + 2)? {
        Token::Text(text) => Some(data::fields(text)),
        _ => None,
    }
}

/// Puts the drawings where their signs stand, and their parts beside the document.
pub fn place(document: &mut Element, figures: &[Figure], extras: &mut Extras) -> Result<(), Problem> {
    let mut drawings = Vec::with_capacity(figures.len());
    for (at, figure) in figures.iter().enumerate() {
        let (width, height) = (figure.width * MILLIMETRE, figure.height * MILLIMETRE);
        let description = figure.sign.to_string();
        // The tag of a chart stands beside it, that of a picture is its alternative text.
        let sign = figure.chart.is_some().then_some(figure.sign);
        let drawing = match &figure.chart {
            None => {
                let id = extras.part(PLACEHOLDER_PART, IMAGE, None, PLACEHOLDER.to_vec());
                drawing::inline(&id, &description, width, height)
            }
            Some((look, series)) => {
                let wrong = |detail: String| Problem::Construct { detail };
                let number = at + 1;
                let workbook = format!("embeddings/chart{number}.xlsx");
                let made = chart::placeholder(*look)
                    .ok_or_else(|| wrong(super::error::ODD_CHART.to_owned()))?
                    .filled(&ChartData::sample(series), &format!("../{workbook}"))
                    .map_err(|error| wrong(error.to_string()))?;
                let target = format!("charts/chart{number}.xml");
                let id = extras.part(
                    &target,
                    chart::RELATION,
                    Some(chart::KIND),
                    made.chart.into_bytes(),
                );
                let links = relations::path(&format!("word/{target}"));
                extras.bare(&links, made.relations.into_bytes());
                extras.bare(&format!("word/{workbook}"), made.workbook);
                extras.ending("xlsx", chart::WORKBOOK_KIND);
                const CHART: &str = "http://schemas.openxmlformats.org/drawingml/2006/chart";
                let inside = Element::new("c:chart").with("xmlns:c", CHART).with("r:id", id);
                drawing::framed(inside, CHART, "", width, height)
            }
        };
        drawings.push((sign, drawing));
    }
    put(document, &mut drawings.into_iter());
    Ok(())
}

/// Runs with the sign of a figure get the drawing instead, in order.
fn put(element: &mut Element, drawings: &mut dyn Iterator<Item = (Option<char>, Element)>) {
    for child in element.elements_mut() {
        if child.name == "w:r" && child.text().starts_with(super::body::FIGURE) {
            let Some((sign, drawing)) = drawings.next() else {
                continue;
            };
            child.children.clear();
            if let Some(sign) = sign {
                let mut text = Element::new("w:t").with("xml:space", "preserve");
                text.children.push(Node::Text(sign.to_string()));
                child.children.push(Node::Element(text));
            }
            child.children.push(Node::Element(drawing));
        } else {
            put(child, drawings);
        }
    }
}
