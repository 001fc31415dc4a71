use super::{Route, route};
use crate::attribute::Attribution;
use crate::record::ContentKind;
use crate::resolve::scene::{Scene, cases};
use crate::text::Span;

fn routed(scene: &Scene) -> String {
    let route = scene.look(|context| route(context, &scene.attributions, 0));
    [route.via, route.cites, route.source].map(|part| scene.show(part)).join(" / ")
}

#[test]
fn every_case_is_routed_as_it_says() {
    for (marked, expected) in cases(include_str!("../cases/routes.tsv")) {
        assert_eq!(routed(&Scene::new(&marked)), expected, "{marked}");
    }
}

#[test]
fn anothers_frame_is_not_read() {
    let scene = Scene::new("<Ana> {said} |it| in a statement, and <Bo> {said} |no|.");
    let statement = scene.text.find("statement").map(|start| Span::new(start, start + "statement".len()));
    scene.look(|context| {
        assert_eq!(route(context, &scene.attributions, 0).via, statement);
        assert_eq!(route(context, &scene.attributions, 5), Route::default());
    });
}

#[test]
fn no_spans_make_it_panic() {
    let parts = [
        "é",
        "told ",
        "[ORG CNN] ",
        "[PER Ana]",
        ", ",
        "the ",
        "'s ",
        "on ",
        "“",
        "”",
        ". ",
        "\n\n",
        "in a ",
        "statement ",
        "citing ",
        "quoted ",
        "as saying ",
    ];
    let mut state = 11_usize;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below.max(1)
    };
    for _ in 0..3000 {
        let words: String = (0..12).map(|_| parts[next(parts.len())]).collect();
        let mut scene = Scene::new(&words);
        let edges: Vec<usize> = scene.text.char_indices().map(|(at, _)| at).chain([scene.text.len()]).collect();
        let mut span = || {
            let (a, b) = (edges[next(edges.len())], edges[next(edges.len())]);
            Span::new(a.min(b), a.max(b))
        };
        scene.attributions = vec![Attribution {
            source: Some(span()),
            cue: Some(span()),
            content: vec![span()],
            kind: ContentKind::Mixed,
            nested_in: None,
            score: 1.0,
        }];
        let route = scene.look(|context| route(context, &scene.attributions, 0));
        for found in [route.via, route.cites, route.source].into_iter().flatten() {
            assert!(!found.of(&scene.text).is_empty());
        }
    }
}
