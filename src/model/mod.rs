//! What is known about a model before it runs: its folder, its heads and labels, and the small nets that go with it.

mod calibration;
mod device;
mod embedded;
mod errors;
mod float_model;
mod folder;
mod hugging_face;
mod labels;
mod load;
mod net;
mod spec;

pub(crate) use calibration::Calibration;
pub use device::Device;
pub use errors::ModelError;
pub(crate) use float_model::WEIGHTS_FILE;
pub use float_model::{FloatModel, FloatTensor};
pub use folder::ModelFolder;
pub(crate) use hugging_face::{CONFIG_FILE, TORCH_FILES};
#[cfg(feature = "torch")]
pub(crate) use hugging_face::{first_position, read_json};
pub use labels::LabelTable;
pub(crate) use net::PairNet;
pub(crate) use spec::{BatchSizes, CasingIds, FORBIDDEN, Head, Heads, LinkThresholds, NestedLimits, OUTSIDE, Unit, Vocabulary};
pub use spec::{ModelSpec, Output};
