//! Tests every kind of kernel that this processor has against plain arithmetic and against the portable kind.

use proptest::prelude::*;

use crate::attention::Weights;
use crate::lanes::{LEAST_GELU, gelu};
use crate::{Attention, Kernels, LANES, Linear, LinearError, MAX_WEIGHT, Norm, Quantised, QueryKeyValue, Wide};

fn portable() -> &'static Kernels {
    Kernels::available().find(|kernels| kernels.name() == "portable").unwrap()
}

/// Activations and weights of a layer. They include the extremes, for which sums are largest.
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
        let width = heads * LANES;
        let parts = case.weights.iter().copied().cycle().take(3 * width * case.inputs).collect::<Vec<_>>();
        let scales = case.scales.iter().copied().cycle().take(3 * width).collect::<Vec<_>>();
        let bias = case.bias.iter().copied().cycle().take(3 * width).collect::<Vec<_>>();
        let query_key_value = QueryKeyValue::new(&parts, &scales, &bias, heads, &norm, &norm.bias).unwrap();
        let run = |kernels: &Kernels| {
            let mut rows = case.rows.clone();
            let mut quantised = Quantised::default();
            kernels.normalise(&mut rows, &norm, &norm.bias, &mut quantised);
            let mut out = vec![0.5; quantised.rows() * layer.width()];
            let mut results = vec![bits(&rows)];
            kernels.add(&quantised, &layer, &mut out);
            results.push(bits(&out));
            let mut wide = Quantised::default();
            kernels.gelu(&quantised, &layer, &mut Wide::default(), &mut wide);
            results.push((0..wide.rows()).flat_map(|row| wide.row(row).iter().map(|&byte| u32::from(byte))).collect());
            let mut integers = vec![0; 3 * width * quantised.rows()];
            kernels.query_key_value(&quantised, &query_key_value, &mut integers);
            results.push(integers.iter().map(|&integer| u32::from(integer.cast_unsigned())).collect());
            let mut mixed = vec![0.0; width * quantised.rows()];
            kernels.attend(&mut Attention::default(), &query_key_value, &integers, quantised.rows(), &mut mixed);
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
                // At the edges the rounding of the zero point adds to the error.
                prop_assert!((back - value).abs() <= 1.01 * quantised.scale(row), "{value} became {back}");
            }
        }
    }

    #[test]
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
    fn attention_is_that_of_floats(count in 1..80_usize, sharpness in 1..60_i8, seed in 0..1000_u32) {
        let (heads, dimensions, inputs) = (2, 32, 64);
        let width = heads * dimensions;
        let number = |i: usize| ((i as u32).wrapping_mul(2_654_435_761).wrapping_add(seed.wrapping_mul(40_503)) >> 8) as f32 / 8_388_608.0 - 1.0;
        let mut rows: Vec<f32> = (0..count * inputs).map(number).collect();
        let weights: Vec<i8> = (0..3 * width * inputs).map(|i| (f32::from(sharpness) * number(i + 77)) as i8).collect();
        let norm = Norm { weight: vec![1.0; inputs], bias: vec![0.1; inputs], epsilon: 1e-12 };
        let (scales, bias) = (vec![0.005; 3 * width], vec![0.2; 3 * width]);
        let layer = QueryKeyValue::new(&weights, &scales, &bias, heads, &norm, &vec![1.0; inputs]).unwrap();
        let (mut quantised, mut integers, mut mixed) = (Quantised::default(), vec![0; 3 * width * count], vec![0.0; width * count]);
        let kernels = Kernels::best();
        kernels.normalise(&mut rows, &norm, &vec![1.0; inputs], &mut quantised);
        kernels.query_key_value(&quantised, &layer, &mut integers);
        kernels.attend(&mut Attention::default(), &layer, &integers, count, &mut mixed);

        let plain = Linear::new(&weights, inputs, &scales, &bias).unwrap();
        let mut rows = vec![0.0; 3 * width * count];
        kernels.write(&quantised, &plain, &mut rows);
        let part = |row: usize, part: usize, head: usize| &rows[(3 * row + part) * width + head * dimensions..][..dimensions];
        for head in 0..heads {
            for query in 0..count {
                let score = |key: usize| -> f32 { part(query, 0, head).iter().zip(part(key, 1, head)).map(|(a, b)| a * b).sum::<f32>() / (dimensions as f32).sqrt() };
                let largest = (0..count).map(score).fold(f32::MIN, f32::max);
                let weights: Vec<f32> = (0..count).map(|key| (score(key) - largest).exp()).collect();
                let total: f32 = weights.iter().sum();
                let size = (0..count).flat_map(|key| part(key, 2, head)).fold(0.0_f32, |most, value| most.max(value.abs()));
                for lane in 0..dimensions {
                    let expected: f32 = (0..count).map(|key| weights[key] / total * part(key, 2, head)[lane]).sum();
                    let found = mixed[query * width + head * dimensions + lane];
                    prop_assert!((found - expected).abs() < 4e-3 * size, "{found} instead of {expected}");
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
        // All columns but one are at the top of the range: bytes of 127, and 0 for the zero point.
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

/// Shows why weights and activations have seven bits: with eight, processors without VNNI give different sums from those with it.
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
fn gelu_is_as_close_as_stated() {
    for i in 0..=1_000_000_u32 {
        let x = f64::from(i) / 1e6 * 12.0 - 6.0;
        #[expect(clippy::cast_possible_truncation)]
        let found = gelu(x as f32);
        let bound = if x.abs() < 3.2 { 1.7e-3 } else { 4e-3 };
        assert!((f64::from(found) - x * normal(x)).abs() < bound, "gelu({x}) is {found} instead of {}", x * normal(x));
        assert!(found >= LEAST_GELU, "gelu({x}) is {found}");
    }
}

#[test]
fn weights_are_powers_of_two_as_close_as_stated() {
    for keys in [1, 16, 64, 320, 512] {
        let weights = Weights::of_keys(keys);
        let largest = f64::from(weights.under_largest(0));
        for steps in 0..=Weights::LOWEST {
            let exact = largest * (-f64::from(steps) / f64::from(1 << Weights::STEP)).exp2();
            let found = f64::from(weights.under_largest(u16::try_from(steps).unwrap()));
            assert!((found - exact).abs() < 9e-5 * exact + 3.0, "{found} instead of {exact}");
        }
    }
}

/// The cumulative normal distribution (Abramowitz and Stegun 26.2.17; off by at most 7.5e-8).
fn normal(x: f64) -> f64 {
    let t = 1.0 / (1.0 + 0.231_641_9 * x.abs());
    let factors = [1.330_274_429, -1.821_255_978, 1.781_477_937, -0.356_563_782, 0.319_381_530];
    let tail = (-0.5 * x * x).exp() / (2.0 * std::f64::consts::PI).sqrt() * factors.iter().fold(0.0, |sum, factor| (sum + factor) * t);
    if x > 0.0 { 1.0 - tail } else { tail }
}
