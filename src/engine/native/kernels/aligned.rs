//! Numbers that begin where a line of the processor's caches does.

use std::ops::{Deref, DerefMut};

/// Bytes of a cache line, and of the largest registers: what lies across two takes twice as long to load.
const LINE: usize = 64;

/// Numbers in a row, the first of which begins a cache line. Nothing is wrong where it does not, only slower.
#[derive(Debug, Default)]
pub struct Aligned<T> {
    room: Vec<T>,
    start: usize,
    length: usize,
}

impl<T: Copy + Default> Aligned<T> {
    /// Makes room for `length` numbers. What is there afterwards is anything.
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
