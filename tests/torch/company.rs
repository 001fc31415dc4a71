//! What an engine says of a window depends neither on its company nor on its place.

use whosaid::encode::Encoder;
use whosaid::engine::{Batch, Engine};
use whosaid::model::ModelSpec;

use super::folders::{KINDS, corpus, encode, shipped_model, small_model, torch};

/// Filling and the number of windows in a product of matrices change the order of additions.
const TOLERANCE: f32 = 1e-3;

#[test]
fn windows_alone_and_in_company_get_the_same_logits() {
    for folder in KINDS.map(small_model).into_iter().chain([shipped_model()]) {
        let encoder = Encoder::load(&ModelSpec::load(&folder).unwrap()).unwrap();
        let engine = torch(&folder);
        let mut windows: Vec<_> = corpus().iter().take(3).flat_map(|(_, text)| encode(&encoder, text).windows).collect();
        for (number, window) in windows.iter_mut().enumerate() {
            let length = window.ids.len().min(17 * number + 3);
            window.ids.truncate(length);
            window.casing.truncate(length);
        }
        let together = engine.run(&Batch { windows: windows.clone() }).unwrap().windows;
        assert_eq!(together.len(), windows.len());
        for (window, in_company) in windows.into_iter().zip(together) {
            let length = window.ids.len();
            let alone = engine.run(&Batch { windows: vec![window] }).unwrap().windows.remove(0);
            for (alone, in_company) in alone.heads.iter().zip(&in_company.heads) {
                assert_eq!((alone.rows(), in_company.rows()), (length, length));
                let furthest = alone.values.iter().zip(&in_company.values).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
                assert!(furthest < TOLERANCE, "{}: {furthest}", folder.display());
            }
        }
    }
}

#[test]
fn no_windows_are_no_logits() {
    assert!(torch(&small_model("bert")).run(&Batch::default()).unwrap().windows.is_empty());
}

#[test]
fn windows_that_the_model_has_no_room_for_are_told() {
    let engine = torch(&small_model("bert"));
    let run = |ids: Vec<u32>, casing: u32| {
        let casing = vec![casing; ids.len()];
        engine.run(&Batch { windows: vec![whosaid::engine::TokenWindow { ids, casing }] }).unwrap_err().to_string()
    };
    for (message, says) in [
        (run(vec![1; 513], 0), "513 tokens"),
        (run(vec![], 0), "0 tokens"),
        (run(vec![1, 5_000], 0), "the token 5000"),
        (run(vec![1, 2], 2), "casing id 2"),
    ] {
        assert!(message.contains(says) && message.contains("model.safetensors"), "{message}");
    }
}
