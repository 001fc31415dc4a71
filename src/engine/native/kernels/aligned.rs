//! Buffers that start on a cache line.

use std::ops::{Deref, DerefMut};

/// The size in bytes of a cache line and of the widest registers. A load that straddles two lines takes twice as long.
const LINE: usize = 64;

/// A buffer whose first number starts on a cache line. Where it does not, the results are right but slower.
#[derive(Debug, Default)]
pub struct Aligned<T> {
    room: Vec<T>,
    start: usize,
    length: usize,
}

impl<T: Copy + Default> Aligned<T> {
    /// Makes room for `length` numbers, whose values are unspecified.
    pub fn resize(&mut self, length: usize) {
        let spare = LINE / size_of::<T>();
        if self.room.len() < length + spare {
            self.room.resize(length + spare, T::default());
            self.start = self.room.as_ptr().align_offset(LINE).min(spare);
        }
        self.length = length;
    }
}

impl<T: Copy + Default> Clone for Aligned<T> {
    fn clone(&self) -> Self {
        self.iter().copied().collect()
    }
}

impl<T: Copy + Default> FromIterator<T> for Aligned<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        let values: Vec<T> = values.into_iter().collect();
        let mut aligned = Self { room: Vec::new(), start: 0, length: 0 };
        aligned.resize(values.len());
        aligned.copy_from_slice(&values);
        aligned
    }
}

impl<T> Deref for Aligned<T> {
    type Target = [T];

    #[inline(always)]
    fn deref(&self) -> &[T] {
        &self.room[self.start..][..self.length]
    }
}

impl<T> DerefMut for Aligned<T> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.room[self.start..][..self.length]
    }
}
