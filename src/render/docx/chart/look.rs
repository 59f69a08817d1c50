//! How the charts of built-in templates look: black and white on paper stay apart, values stand at their points.

use super::{ChartForm, of_tree};
use crate::render::docx::xml;

/// The kinds of charts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Upright bars.
    Columns,
    /// Bars lying on their side, for long captions.
    Bars,
    /// Lines through points.
    Lines,
}

const SPACE: &str = include_str!("../base/chart.xml");
/// Fills that a black and white printer keeps apart.
const COLOURS: [&str; 6] = ["1F3864", "9DB2D3", "7F7F7F", "D0CECE", "2E75B6", "404040"];

/// The chart that an exported template shows.
pub fn placeholder(look: Look) -> Option<ChartForm> {
    let axes = "<c:axId val=\"111\"/><c:axId val=\"112\"/>";
    let series: String = COLOURS.iter().map(|colour| pattern(look, colour)).collect();
    let plot = match look {
        Look::Lines => format!(
            "<c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>{series}<c:marker val=\"1\"/>{axes}</c:lineChart>"
        ),
        Look::Columns | Look::Bars => format!(
            "<c:barChart><c:barDir val=\"{}\"/><c:grouping val=\"clustered\"/><c:varyColors val=\"0\"/>{series}<c:gapWidth val=\"60\"/>{axes}</c:barChart>",
            if look == Look::Bars { "bar" } else { "col" }
        ),
    };
    // Lying bars are read from the top.
    let [order, side, crosses, value_side] = if look == Look::Bars {
        ["maxMin", "l", "max", "b"]
    } else {
        ["minMax", "b", "autoZero", "l"]
    };
    let text = SPACE
        .replace("%PLOT%", &plot)
        .replace("%ORDER%", order)
        .replace("%SIDE%", side)
        .replace("%CROSSES%", crosses)
        .replace("%VALUES%", value_side);
    of_tree(xml::parse(text.as_bytes()).ok()?)
}

fn pattern(look: Look, colour: &str) -> String {
    let fill = format!("<a:solidFill><a:srgbClr val=\"{colour}\"/></a:solidFill>");
    let labels = "<c:dLbls><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>%POS%<c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/></c:dLbls>";
    if look == Look::Lines {
        let labels = labels.replace("%POS%", "<c:dLblPos val=\"t\"/>");
        format!(
            "<c:ser><c:spPr><a:ln w=\"28575\">{fill}</a:ln></c:spPr><c:marker><c:symbol val=\"circle\"/><c:size val=\"6\"/><c:spPr>{fill}</c:spPr></c:marker>{labels}<c:smooth val=\"0\"/></c:ser>"
        )
    } else {
        let labels = labels.replace("%POS%", "<c:dLblPos val=\"outEnd\"/>");
        format!(
            "<c:ser><c:spPr>{fill}<a:ln w=\"6350\"><a:solidFill><a:srgbClr val=\"404040\"/></a:solidFill></a:ln></c:spPr><c:invertIfNegative val=\"0\"/>{labels}</c:ser>"
        )
    }
}
