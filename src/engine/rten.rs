//! The default engine: ONNX files through `rten`, in pure Rust.

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, ValueOrView};
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

use super::{Batch, Engine, EngineError, Logits, Matrix, TokenWindow, WindowLogits};
use crate::model::{ModelError, ModelSpec};

/// The file that the engine runs.
pub(super) const RTEN_FILE: &str = "model.onnx";

/// Runs `model.onnx`, one window at a time on every worker thread.
///
/// Dynamic int8 quantisation takes an activation's scale over the whole input tensor: two windows in one tensor would change each
/// other's logits. Alone, a window gives the same logits in any company, and workers of one thread each are also the faster
/// use of the cores (12,000 against 9,500 word pieces a second on two, measured for rten 0.27).
pub struct RtenEngine {
    spec: ModelSpec,
    path: PathBuf,
    model: Model,
    inputs: [NodeId; 2],
    outputs: Vec<NodeId>,
    /// One pool of a single thread for every worker.
    workers: Vec<Arc<ThreadPool>>,
}

impl RtenEngine {
    /// Loads the model of a folder, to be run by `threads` workers.
    ///
    /// # Errors
    ///
    /// When the folder's `model.json` or `model.onnx` cannot be used.
    pub fn load(spec: ModelSpec, threads: usize) -> Result<Self, ModelError> {
        let path = spec.folder.path(RTEN_FILE);
        let broken = |message: String| ModelError::Broken { path: path.clone(), message };
        if !spec.folder.has(RTEN_FILE) {
            let way_out = "another engine may run it";
            return Err(ModelError::NotForEngine { folder: spec.folder.root().to_path_buf(), file: RTEN_FILE, engine: "rten", way_out });
        }
        let mut options = ModelOptions::with_all_ops();
        options.prepack_weights(true);
        let model = match spec.folder.read(RTEN_FILE)? {
            Cow::Borrowed(bytes) => options.load_static_slice(bytes),
            Cow::Owned(bytes) => options.load(bytes),
        };
        let model = model.map_err(|error| broken(error.to_string()))?;
        let node = |name: &str| model.node_id(name).map_err(|error| broken(error.to_string()));
        let inputs = [node("input_ids")?, node("token_type_ids")?];
        let outputs = spec.outputs().into_iter().map(|(output, _)| node(output.name())).collect::<Result<_, _>>()?;
        let workers = (0..threads.max(1)).map(|_| Arc::new(ThreadPool::with_num_threads(1))).collect();
        Ok(Self { spec, path, model, inputs, outputs, workers })
    }

    fn run_window(&self, window: &TokenWindow, pool: &Arc<ThreadPool>) -> Result<WindowLogits, EngineError> {
        let failed = |message: String| EngineError { engine: "rten", model: self.path.clone(), message };
        let row = |ids: &[u32]| NdTensor::<i32, 2>::from_data([1, ids.len()], ids.iter().map(|&id| id.cast_signed()).collect::<Vec<_>>());
        let [ids, casing] = self.inputs;
        let inputs: Vec<(NodeId, ValueOrView)> = vec![(ids, row(&window.ids).into()), (casing, row(&window.casing).into())];
        let mut options = RunOptions::default();
        options.thread_pool = Some(Arc::clone(pool));
        let values = self.model.run(inputs, &self.outputs, Some(options)).map_err(|error| failed(error.to_string()))?;
        let mut heads = Vec::with_capacity(values.len());
        for (value, (output, width)) in values.into_iter().zip(self.spec.outputs()) {
            let name = output.name();
            let tensor: NdTensor<f32, 3> =
                value.try_into().map_err(|error| failed(format!("output {name} is not a float matrix for each window: {error}")))?;
            if tensor.shape() != [1, window.ids.len(), width] {
                return Err(failed(format!("output {name} has the shape {:?}; model.json promises rows of {width}", tensor.shape())));
            }
            // A copy, since rten hands out buffers of whatever size was free: a head of 9 columns would hold on to the room of 384.
            heads.push(Matrix { values: tensor.to_vec(), width });
        }
        Ok(WindowLogits { heads })
    }

    /// Takes windows from `order` until none is left; gives back each with its place in the batch.
    fn work(
        &self,
        pool: &Arc<ThreadPool>,
        batch: &Batch,
        order: &[usize],
        next: &AtomicUsize,
    ) -> Vec<(usize, Result<WindowLogits, EngineError>)> {
        pool.run(|| {
            std::iter::from_fn(|| order.get(next.fetch_add(1, Ordering::Relaxed)))
                .map(|&place| (place, self.run_window(&batch.windows[place], pool)))
                .collect()
        })
    }
}

impl Engine for RtenEngine {
    fn spec(&self) -> &ModelSpec {
        &self.spec
    }

    fn run(&self, batch: &Batch) -> Result<Logits, EngineError> {
        // Longest first, so that the workers end at nearly the same time.
        let mut order: Vec<usize> = (0..batch.windows.len()).collect();
        order.sort_by_key(|&place| std::cmp::Reverse(batch.windows[place].ids.len()));
        let next = AtomicUsize::new(0);
        let done: Vec<_> = std::thread::scope(|scope| {
            let workers: Vec<_> = self.workers.iter().map(|pool| scope.spawn(|| self.work(pool, batch, &order, &next))).collect();
            workers.into_iter().map(std::thread::ScopedJoinHandle::join).collect()
        });
        let mut windows = vec![WindowLogits::default(); batch.windows.len()];
        for worker in done {
            let results = worker.map_err(|_| EngineError {
                engine: "rten",
                model: self.path.clone(),
                message: "a worker thread panicked".to_owned(),
            })?;
            for (place, logits) in results {
                windows[place] = logits?;
            }
        }
        Ok(Logits { windows })
    }
}
