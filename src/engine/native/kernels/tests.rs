//! Every kind of kernel that this processor has, beside plain arithmetic and beside the portable kind.

use proptest::prelude::*;

use crate::lanes::{exp2, gelu};
use crate::{Attention, Kernels, LANES, Linear, LinearError, MAX_WEIGHT, Norm, Quantised};

fn portable() -> &'static Kernels {
    Kernels::available().find(|kernels| kernels.name() == "portable").unwrap()
}

/// Activations and weights of a layer. Among the values are the extremes, for which sums are largest.
#[derive(Debug)]
struct Case {
    inputs: usize,
    rows: Vec<f32>,
    weights: Vec<i8>,
    scales: Vec<f32>,
    bias: Vec<f32>,
}

impl Case {
    fn layer(&self) -> Linear {
        Linear::new(&self.weights, self.inputs, &self.scales, &self.bias).unwrap()
    }
}

fn activation() -> impl Strategy<Value = f32> {
    prop_oneof![Just(0.0_f32), Just(3.0), Just(-3.0), -3.0..3.0_f32, -1e-4..1e-4_f32]
}

fn weight() -> impl Strategy<Value = i8> {
    prop_oneof![Just(MAX_WEIGHT), Just(-MAX_WEIGHT), Just(0), -MAX_WEIGHT..=MAX_WEIGHT]
}

prop_compose! {
    fn case()(lanes in 1..8_usize, rows in 0..30_usize, outputs in 1..70_usize)
        (rows in prop::collection::vec(activation(), rows * lanes * LANES),
         weights in prop::collection::vec(weight(), outputs * lanes * LANES),
         scales in prop::collection::vec(1e-3..1e-1_f32, outputs),
         bias in prop::collection::vec(-1.0..1.0_f32, outputs),
         lanes in Just(lanes)) -> Case {
        Case { inputs: lanes * LANES, rows, weights, scales, bias }
    }
}

fn bits(values: &[f32]) -> Vec<u32> {
    values.iter().map(|value| value.to_bits()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    #[expect(clippy::cast_precision_loss)]
    fn linear_layers_are_exact_sums_of_integers(case in case()) {
        let layer = case.layer();
        for kernels in Kernels::available() {
            let mut quantised = Quantised::default();
            kernels.quantise(&case.rows, case.inputs, &mut quantised);
            let mut out = vec![f32::NAN; quantised.rows() * layer.width()];
            kernels.write(&quantised, &layer, &mut out);
            for row in 0..quantised.rows() {
                for (output, weights) in case.weights.chunks(case.inputs).enumerate() {
                    let products = quantised.row(row).iter().zip(weights);
                    let sum: i32 = products.map(|(&byte, &weight)| (i32::from(byte) - quantised.zero(row)) * i32::from(weight)).sum();
                    let expected = sum as f32 * (quantised.scale(row) * case.scales[output]) + case.bias[output];
                    prop_assert_eq!(out[row * layer.width() + output], expected, "{} row {} output {}", kernels.name(), row, output);
                }
            }
        }
    }

    #[test]
    fn every_processor_computes_the_same_bits(case in case(), heads in 1..4_usize) {
        let layer = case.layer();
        let norm = Norm { weight: case.rows.iter().chain(&[1.0; 256]).copied().take(case.inputs).collect(), bias: vec![0.25; case.inputs], epsilon: 1e-12 };
        let run = |kernels: &Kernels| {
            let mut rows = case.rows.clone();
            kernels.normalise(&mut rows, &norm);
            let mut quantised = Quantised::default();
            kernels.quantise(&rows, case.inputs, &mut quantised);
            let mut out = vec![0.5; quantised.rows() * layer.width()];
            let mut results = vec![bits(&rows)];
            kernels.write_gelu(&quantised, &layer, &mut out);
            results.push(bits(&out));
            kernels.add(&quantised, &layer, &mut out);
            results.push(bits(&out));
            let width = heads * case.inputs;
            let parts = out.iter().cycle().copied().take(3 * width * quantised.rows()).collect::<Vec<_>>();
            let mut mixed = vec![0.0; width * quantised.rows()];
            kernels.attend(&mut Attention::default(), &parts, quantised.rows(), heads, &mut mixed);
            results.push(bits(&mixed));
            results
        };
        let expected = run(portable());
        for kernels in Kernels::available() {
            prop_assert_eq!(run(kernels), expected.clone(), "{}", kernels.name());
        }
    }

    #[test]
    fn quantised_rows_are_within_half_a_step(rows in prop::collection::vec(-50.0..50.0_f32, 3 * LANES)) {
        let mut quantised = Quantised::default();
        Kernels::best().quantise(&rows, LANES, &mut quantised);
        for (row, values) in rows.chunks(LANES).enumerate() {
            for (&byte, value) in quantised.row(row).iter().zip(values) {
                #[expect(clippy::cast_precision_loss)]
                let back = (i32::from(byte) - quantised.zero(row)) as f32 * quantised.scale(row);
                // At the edges the zero point's own rounding is added.
                prop_assert!((back - value).abs() <= 1.01 * quantised.scale(row), "{value} became {back}");
            }
        }
    }

    #[test]
    #[expect(clippy::cast_precision_loss)]
    fn attention_is_that_of_floats(count in 1..40_usize, seed in 0..1000_u32) {
        let (heads, dimensions) = (2, 32);
        let width = heads * dimensions;
        let rows: Vec<f32> = (0..3 * width * count).map(|i| ((i as u32).wrapping_mul(2_654_435_761).wrapping_add(seed) >> 8) as f32 / 4e6 - 2.0).collect();
        let mut mixed = vec![0.0; width * count];
        Kernels::best().attend(&mut Attention::default(), &rows, count, heads, &mut mixed);
        let part = |row: usize, part: usize, head: usize| &rows[(3 * row + part) * width + head * dimensions..][..dimensions];
        for head in 0..heads {
            for query in 0..count {
                let score = |key: usize| -> f32 { part(query, 0, head).iter().zip(part(key, 1, head)).map(|(a, b)| a * b).sum::<f32>() / (dimensions as f32).sqrt() };
                let largest = (0..count).map(score).fold(f32::MIN, f32::max);
                let weights: Vec<f32> = (0..count).map(|key| (score(key) - largest).exp()).collect();
                let total: f32 = weights.iter().sum();
                for lane in 0..dimensions {
                    let expected: f32 = (0..count).map(|key| weights[key] / total * part(key, 2, head)[lane]).sum();
                    let found = mixed[query * width + head * dimensions + lane];
                    prop_assert!((found - expected).abs() < 2e-3, "{found} instead of {expected}");
                }
            }
        }
    }
}

#[test]
fn the_largest_sums_do_not_saturate() {
    let inputs = 16 * LANES;
    for sign in [1, -1] {
        let layer = Linear::new(&vec![sign * MAX_WEIGHT; inputs], inputs, &[1.0], &[0.0]).unwrap();
        // All columns but one at the top of the range: bytes of 127, and of 0 for the zero point.
        let mut row = vec![127.0; inputs];
        row[0] = 0.0;
        for kernels in Kernels::available() {
            let mut quantised = Quantised::default();
            kernels.quantise(&row, inputs, &mut quantised);
            let mut out = [0.0; LANES];
            kernels.write(&quantised, &layer, &mut out);
            #[expect(clippy::cast_precision_loss)]
            let expected = 127.0 * f32::from(sign * MAX_WEIGHT) * (inputs - 1) as f32;
            assert!((out[0] - expected).abs() < 1.0, "{}: {} instead of {expected}", kernels.name(), out[0]);
        }
    }
}

/// Why weights and activations have seven bits: with eight, processors without VNNI give other sums than those with it.
#[test]
#[cfg(target_arch = "x86_64")]
#[expect(unsafe_code, reason = "an instruction of a certain processor")]
fn eight_bits_saturate_without_vnni() {
    use std::arch::x86_64::{_mm_cvtsi128_si32, _mm_maddubs_epi16, _mm_set1_epi8};
    if !is_x86_feature_detected!("ssse3") {
        return;
    }
    // SAFETY: the processor has the instruction.
    let pair = unsafe { _mm_cvtsi128_si32(_mm_maddubs_epi16(_mm_set1_epi8(-1), _mm_set1_epi8(127))) } & 0xffff;
    assert_eq!(pair, 32_767, "two products of 255 by 127 are 64,770");
}

#[test]
fn weights_that_do_not_fit_are_refused() {
    let new = |weight, inputs, scale, bias: &[f32]| Linear::new(&[weight; 32], inputs, &[scale, 1.0], bias).err();
    assert_eq!(new(63, 16, 1.0, &[0.0; 2]), None);
    assert_eq!(new(64, 16, 1.0, &[0.0; 2]), Some(LinearError::Weight(64)));
    assert_eq!(new(-128, 16, 1.0, &[0.0; 2]), Some(LinearError::Weight(-128)));
    assert_eq!(new(1, 16, f32::NAN, &[0.0; 2]), Some(LinearError::NotFinite));
    assert!(matches!(new(1, 16, 1.0, &[0.0]), Some(LinearError::Shape { .. })));
    assert!(matches!(new(1, 8, 1.0, &[0.0; 2]), Some(LinearError::Shape { .. })));
    assert_eq!(Linear::new(&[1; 8], 8, &[1.0], &[0.0]).err(), Some(LinearError::Inputs(8)));
}

#[test]
fn what_is_not_finite_stays_so() {
    for odd in [f32::NAN, -f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
        for kernels in Kernels::available() {
            let mut row = [1.0; LANES];
            row[5] = odd;
            let mut quantised = Quantised::default();
            kernels.quantise(&row, LANES, &mut quantised);
            assert!(!quantised.scale(0).is_finite(), "{} takes {odd}", kernels.name());
        }
    }
}

#[test]
fn exponentials_and_gelu_are_as_close_as_stated() {
    for i in 0..=1_000_000_u32 {
        let x = f64::from(i) / 1e6;
        let power = -30.0 * x;
        #[expect(clippy::cast_possible_truncation)]
        let found = f64::from(exp2(power as f32)) / power.exp2();
        assert!((found - 1.0).abs() < 6e-6, "2^{power} is off by a factor of {found}");
        let x = 12.0 * x - 6.0;
        #[expect(clippy::cast_possible_truncation)]
        let found = f64::from(gelu(x as f32));
        assert!((found - x * normal(x)).abs() < 1.7e-4, "gelu({x}) is {found} instead of {}", x * normal(x));
    }
}

/// The share of a normal distribution below `x` (Abramowitz and Stegun 26.2.17; off by at most 7.5e-8).
fn normal(x: f64) -> f64 {
    let t = 1.0 / (1.0 + 0.231_641_9 * x.abs());
    let factors = [1.330_274_429, -1.821_255_978, 1.781_477_937, -0.356_563_782, 0.319_381_530];
    let tail = (-0.5 * x * x).exp() / (2.0 * std::f64::consts::PI).sqrt() * factors.iter().fold(0.0, |sum, factor| (sum + factor) * t);
    if x > 0.0 { 1.0 - tail } else { tail }
}
