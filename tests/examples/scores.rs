//! How well the model does on hand labels.

use std::error::Error;

use whosaid::eval::{Bootstrap, Case, Evaluation, LabelReading, Labels, OVERLAP, read_labels};
use whosaid::{Article, Extraction, Extractor};

pub(crate) fn main() -> Result<(), Box<dyn Error>> {
    let extractor = Extractor::load_default()?;
    let mut gold = read_labels("corpus/gold".as_ref(), &LabelReading::default())?.found;
    gold.truncate(3);
    let articles = gold.iter().map(|labels| Article::new(&labels.article.id, &labels.text));
    let labels = |found: Extraction| Labels::extracted(&found.annotation, &found.claims);
    let found: Vec<Labels> = extractor.pipe(articles).map(|found| found.map(labels)).collect::<Result<_, _>>()?;
    let cases: Vec<Case> = gold.iter().zip(&found).map(|pair| vec![pair]).collect();
    let figures = Evaluation::new(&cases, OVERLAP).figures(Bootstrap { samples: 100, seed: 1 });
    for figure in &figures {
        println!("{:<20} {:<10} {:?}", figure.layer.to_string(), figure.measure.name(), figure.f1);
    }
    assert!(figures.iter().any(|figure| figure.f1 > Some(0.5)));
    Ok(())
}
