//! The engine for graphics cards and third-party models: BERT and its family through `rust-bert`, on libtorch.

mod batches;
mod config;
mod encoder;
mod weights;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use tch::{Cuda, Kind, Tensor, nn};

use self::batches::batches;
use self::encoder::{Encoder, Input, message_of};
use self::weights::Stored;
use super::{Batch, Engine, EngineError, Logits, Matrix, TokenWindow, WindowLogits};
use crate::model::{Device, ModelError, ModelSpec};

/// The number of tokens in a batch, padding included.
const BUDGET_CPU: usize = 2 << 10;
const BUDGET_CUDA: usize = 32 << 10;

/// Runs our own weights as floats, or a `config.json` with `model.safetensors` or `rust_model.ot`, in batches of windows of similar length.
///
/// Runs in half precision on a graphics card, and in 32 bits on the processor, where libtorch spreads the work of a batch over the threads. Windows
/// of a batch are padded to one length, which changes a window's logits in the last digits.
pub struct TorchEngine {
    spec: ModelSpec,
    device: Device,
    path: PathBuf,
    limits: Limits,
    budget: usize,
    /// Locked, so that one batch runs at a time: libtorch's tensors may be sent to other threads but not shared.
    network: Mutex<Network>,
}

/// The limits that a window must keep to.
struct Limits {
    vocabulary: u32,
    types: u32,
    longest: usize,
}

struct Network {
    encoder: Encoder,
    weights: Tensor,
    biases: Tensor,
    device: tch::Device,
    padding: i64,
    first_position: i64,
    /// Owns the encoder's tensors.
    _variables: nn::VarStore,
}

impl TorchEngine {
    /// Loads the model of a folder.
    ///
    /// `threads` applies to the whole process, since libtorch has only one setting.
    ///
    /// # Errors
    ///
    /// When the device is not available, or the folder's files do not hold the model that they describe.
    pub fn load(spec: ModelSpec, device: Device, threads: usize) -> Result<Self, ModelError> {
        let place = torch_device(device)?;
        tch::set_num_threads(i32::try_from(threads.max(1)).unwrap_or(i32::MAX));
        let Stored { mut config, config_path, weights } = Stored::read(&spec.folder)?;
        if spec.max_length > config.longest {
            let message = format!("it has positions for {} tokens, and windows are of {}", config.longest, spec.max_length);
            return Err(ModelError::Broken { path: config_path, message });
        }
        let mut variables = nn::VarStore::new(place);
        let encoder = Encoder::new(&variables.root(), &config)
            .map_err(|message| ModelError::Broken { path: config_path, message: format!("rust-bert cannot build it: {message}") })?;
        let kind = if place.is_cuda() { Kind::Half } else { Kind::Float };
        if kind == Kind::Half {
            // The correction is far below the precision lost here, and would make small numbers vanish altogether.
            config.epsilon = None;
            variables.half();
        }
        weights.copy_into(&variables, &config)?;
        let (head_weights, head_biases) = weights.heads(&spec, &config)?;
        let network = Network {
            encoder,
            weights: head_weights.to_kind(kind).to_device(place),
            biases: head_biases.to_kind(kind).to_device(place),
            device: place,
            padding: config.padding,
            first_position: config.first_position,
            _variables: variables,
        };
        let limits = Limits { vocabulary: config.vocabulary, types: config.types, longest: config.longest };
        let budget = if place.is_cuda() { BUDGET_CUDA } else { BUDGET_CPU };
        Ok(Self { spec, device, path: weights.path, limits, budget, network: Mutex::new(network) })
    }

    fn failed(&self, message: String) -> EngineError {
        EngineError { engine: "torch", model: self.path.clone(), message }
    }

    /// The logits of windows padded to one length.
    fn run_together(&self, windows: &[&TokenWindow]) -> Result<Vec<WindowLogits>, EngineError> {
        let network = self.network.lock().unwrap_or_else(PoisonError::into_inner);
        // rust-bert turns libtorch's errors into panics.
        let run = AssertUnwindSafe(|| tch::no_grad(|| network.logits(windows)));
        let rows = catch_unwind(run).unwrap_or_else(|panic| Err(message_of(&*panic))).map_err(|message| self.failed(message))?;
        let outputs = self.spec.outputs();
        let width: usize = outputs.iter().map(|(_, width)| width).sum();
        let longest = rows.len() / (width * windows.len()).max(1);
        let split = |(number, window): (usize, &&TokenWindow)| {
            let start = number * longest * width;
            let rows = &rows[start..start + window.ids.len() * width];
            let mut first = 0;
            let heads = outputs.iter().map(|&(_, columns)| {
                let values = rows.chunks_exact(width).flat_map(|row| &row[first..first + columns]).copied().collect();
                first += columns;
                Matrix { values, width: columns }
            });
            WindowLogits { heads: heads.collect() }
        };
        Ok(windows.iter().enumerate().map(split).collect())
    }
}

impl Engine for TorchEngine {
    fn spec(&self) -> &ModelSpec {
        &self.spec
    }

    fn runs_on(&self) -> String {
        match self.device {
            Device::Cpu => "processor, by libtorch".to_owned(),
            Device::Cuda(number) => format!("graphics card {number}"),
        }
    }

    fn run(&self, batch: &Batch) -> Result<Logits, EngineError> {
        batch.windows.iter().try_for_each(|window| self.limits.check(window)).map_err(|message| self.failed(message))?;
        let lengths: Vec<usize> = batch.windows.iter().map(|window| window.ids.len()).collect();
        let (order, ranges) = batches(&lengths, self.budget);
        let mut windows = vec![WindowLogits::default(); batch.windows.len()];
        for range in ranges {
            let places = &order[range];
            let together: Vec<&TokenWindow> = places.iter().map(|&place| &batch.windows[place]).collect();
            for (&place, logits) in places.iter().zip(self.run_together(&together)?) {
                windows[place] = logits;
            }
        }
        Ok(Logits { windows })
    }
}

impl Limits {
    /// Checks a window; libtorch would crash on one outside the limits.
    fn check(&self, window: &TokenWindow) -> Result<(), String> {
        let Self { vocabulary, types, longest } = *self;
        if window.ids.is_empty() || window.ids.len() > longest {
            return Err(format!("a window has {} tokens; the model has room for 1 to {longest}", window.ids.len()));
        }
        if let Some(id) = window.ids.iter().find(|&&id| id >= vocabulary) {
            return Err(format!("a window has the token {id}, and the model {vocabulary}: the tokenizer is another model's"));
        }
        match window.casing.iter().find(|&&casing| casing >= types) {
            Some(casing) => Err(format!("a window has the casing id {casing}, and the model {types} token types")),
            None => Ok(()),
        }
    }
}

impl Network {
    /// The rows of all windows, one after the other, padding included; a row holds the logits of all heads.
    fn logits(&self, windows: &[&TokenWindow]) -> Result<Vec<f32>, String> {
        let input = self.input(windows).map_err(|error| error.to_string())?;
        let hidden = self.encoder.forward(&input).map_err(|error| error.to_string())?;
        let rows =
            hidden.linear(&self.weights, Some(&self.biases)).to_kind(Kind::Float).to_device(tch::Device::Cpu).contiguous().flatten(0, -1);
        Vec::try_from(rows).map_err(|error: tch::TchError| error.to_string())
    }

    fn input(&self, windows: &[&TokenWindow]) -> Result<Input, tch::TchError> {
        let longest = windows.iter().map(|window| window.ids.len()).max().unwrap_or(0);
        let shape = [as_i64(windows.len()), as_i64(longest)];
        let tensor = |row: &dyn Fn(&TokenWindow) -> Vec<i64>, filling: i64| {
            let mut numbers = Vec::with_capacity(windows.len() * longest);
            for window in windows {
                numbers.extend(row(window));
                numbers.resize(numbers.len().next_multiple_of(longest.max(1)), filling);
            }
            Tensor::f_from_slice(&numbers)?.f_view(shape)?.f_to_device(self.device)
        };
        let positions = Tensor::f_arange_start(self.first_position, self.first_position + shape[1], (Kind::Int64, self.device))?;
        Ok(Input {
            ids: tensor(&|window| window.ids.iter().map(|&id| i64::from(id)).collect(), self.padding)?,
            types: tensor(&|window| window.casing.iter().map(|&id| i64::from(id)).collect(), 0)?,
            mask: tensor(&|window| vec![1; window.ids.len()], 0)?,
            positions: positions.f_unsqueeze(0)?.f_expand(shape, true)?,
            kind: self.weights.kind(),
        })
    }
}

fn as_i64(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// The device in libtorch's terms, if it is available.
fn torch_device(device: Device) -> Result<tch::Device, ModelError> {
    let Device::Cuda(number) = device else { return Ok(tch::Device::Cpu) };
    let count = usize::try_from(Cuda::device_count()).unwrap_or(0);
    let reason = match count {
        _ if !Cuda::is_available() => "libtorch sees no CUDA card here (or was built without CUDA)".to_owned(),
        _ if number >= count => format!("there are {count} CUDA cards, counted from cuda:0"),
        _ => return Ok(tch::Device::Cuda(number)),
    };
    Err(ModelError::Device { device, reason })
}
