//! The two halves of what structures and unions say of themselves, each for those who need it alone.

use crate::{
    Fill, FillStructure, FillUnion, Shape, Slot, Structure, Union, Value, View, ViewStructure, ViewUnion,
};

impl<T: Structure> ViewStructure for T {
    #[inline]
    fn shape(&self) -> &'static Shape {
        Structure::shape(self)
    }
    #[inline]
    fn member(&self, index: usize) -> Option<&dyn View> {
        Structure::member(self, index)
    }
}

impl<T: Structure> FillStructure for T {
    #[inline]
    fn shape(&self) -> &'static Shape {
        Structure::shape(self)
    }
    #[inline]
    fn member_mut(&mut self, index: usize) -> Option<&mut dyn Fill> {
        Structure::member_mut(self, index)
    }
}

impl<T: Union> ViewUnion for T {
    #[inline]
    fn shape(&self) -> &'static Shape {
        Union::shape(self)
    }
    #[inline]
    fn active(&self) -> (&str, Option<usize>, Value<'_>) {
        Union::active(self)
    }
}

impl<T: Union> FillUnion for T {
    #[inline]
    fn shape(&self) -> &'static Shape {
        Union::shape(self)
    }
    #[inline]
    fn select(&mut self, index: usize) -> Option<Slot<'_>> {
        Union::select(self, index)
    }
    #[inline]
    fn select_unknown(&mut self, name: &str) -> Option<Slot<'_>> {
        Union::select_unknown(self, name)
    }
}
