//! The curve of precision over recall, and how well scores are calibrated: inline SVG.

use maud::{Markup, html};

use crate::eval::{Calibration, Point};

/// The length of the axes, and their left and top edges.
const SIDE: f64 = 300.0;
const LEFT: f64 = 44.0;
const TOP: f64 = 10.0;

/// A point on a chart, both coordinates between 0 and 1.
struct Mark {
    across: f64,
    up: f64,
}

impl Mark {
    fn x(&self) -> f64 {
        LEFT + SIDE * self.across
    }

    fn y(&self) -> f64 {
        TOP + SIDE * (1.0 - self.up)
    }
}

pub(super) fn charts(calibration: &Calibration) -> Markup {
    let mark = |point: &Point| Some(Mark { across: point.recall?, up: point.precision? });
    let curve: Vec<Mark> = calibration.curve.iter().filter_map(mark).collect();
    let bins: Vec<Mark> = calibration.reliability.iter().map(|bin| Mark { across: bin.score, up: bin.right }).collect();
    let best = calibration.best.as_ref();
    let precise = calibration.precise.as_ref().filter(|precise| best.is_none_or(|best| best.threshold < precise.threshold));
    let marked = |point: Option<&Point>| point.and_then(|point| Some((mark(point)?, format!("≥ {:.2}", point.threshold))));
    let seen = |(marked, beneath): (Option<(Mark, String)>, f64)| Some((marked?, beneath));
    html! {
        div.charts {
            (chart("precision over recall as the threshold falls", ["recall", "precision"], &html! {
                (line(&curve))
                @for ((mark, threshold), beneath) in [(marked(best), 18.0), (marked(precise), -10.0)].into_iter().filter_map(seen) {
                    circle cx=(mark.x()) cy=(mark.y()) r="4" {}
                    text x=(mark.x()) y=(mark.y() + beneath) { (threshold) }
                }
            }))
            (chart("share of right ones over score", ["mean score of a tenth", "right"], &html! {
                path.even d={ "M" (LEFT) "," (TOP + SIDE) "L" (LEFT + SIDE) "," (TOP) } {}
                (line(&bins))
                @for (mark, bin) in bins.iter().zip(&calibration.reliability) {
                    circle cx=(mark.x()) cy=(mark.y()) r="4" { title { (bin.count) " attributions" } }
                }
            }))
        }
        p.note {
            "An attribution is right where its content overlaps with the gold's and the sources share a character. "
            "Expected calibration error: " (format!("{:.3}", calibration.error)) ". "
            @if let Some(best) = best { "F1 is best from a score of " (format!("{:.3}", best.threshold)) " on." }
        }
    }
}

fn line(marks: &[Mark]) -> Markup {
    let points: Vec<String> = marks.iter().map(|mark| format!("{:.1},{:.1}", mark.x(), mark.y())).collect();
    html! { polyline points=(points.join(" ")) {} }
}

/// Draws axes from 0 to 1 with a drawing between them.
fn chart(title: &str, axes: [&str; 2], drawing: &Markup) -> Markup {
    let [across, up] = axes;
    let ticks = [0.0, 0.25, 0.5, 0.75, 1.0];
    html! {
        figure {
            figcaption { (title) }
            svg viewBox="0 0 360 362" role="img" aria-label=(title) {
                @for tick in ticks {
                    @let mark = Mark { across: tick, up: tick };
                    path.grid d={ "M" (mark.x()) "," (TOP) "v" (SIDE) "M" (LEFT) "," (mark.y()) "h" (SIDE) } {}
                    text x=(mark.x()) y="328" { (tick) }
                    text.beside x="38" y=(mark.y() + 4.0) { (tick) }
                }
                (drawing)
                text x=(LEFT + SIDE / 2.0) y="350" { (across) }
                text transform="translate(10 160) rotate(-90)" { (up) }
            }
        }
    }
}
