//! Any model computes the same on every processor; `tests/fuzz` has the same as a target.

use proptest::prelude::*;

use super::any_model::assert_same_bits;

/// Bytes of all kinds, or few: then rows are alike, or all zeros, or at the end of their range.
fn weights() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        4 => prop::collection::vec(any::<u8>(), 500..5000),
        1 => prop::collection::vec(any::<u8>(), 0..4),
        1 => prop::collection::vec(prop_oneof![Just(0_u8), Just(126), Just(255)], 1..500),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_model_gives_the_same_bits_with_all_kernels(
        shape in any::<[u8; 5]>(),
        weights in weights(),
        windows in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..80), 0..5),
    ) {
        assert_same_bits(shape, &weights, &windows);
    }
}
