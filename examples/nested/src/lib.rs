//! Plants, as a declarative module: `#[gen_stub_pymodule]` stands once, and speaks for everything inside.

use pyo3_stub_gen::derive::gen_stub_pymodule;

/// Plants, and how they grow.
#[gen_stub_pymodule]
#[pyo3::pymodule]
mod mymod {
    use pyo3::prelude::*;

    /// How many leaves a seedling has.
    #[pymodule_export]
    const SEED_LEAVES: u32 = 2;

    /// Anything that grows.
    #[pyclass(subclass)]
    pub struct Plant {
        /// How many leaves it has.
        #[pyo3(get, set)]
        pub leaves: u32,
    }

    #[pymethods]
    impl Plant {
        #[new]
        #[pyo3(signature = (leaves = 2))]
        pub fn new(leaves: u32) -> Self {
            Self { leaves }
        }

        /// Grows some leaves, and says how many there are.
        #[pyo3(signature = (by = 1))]
        fn grow(&mut self, by: u32) -> u32 {
            self.leaves += by;
            self.leaves
        }
    }

    /// Sows a seed.
    #[pyfunction]
    fn sow() -> Plant {
        Plant::new(SEED_LEAVES)
    }

    /// Trees.
    #[pymodule]
    mod sub {
        use super::Plant;
        use pyo3::prelude::*;

        /// What a tree is grown for.
        #[pyclass(eq, from_py_object)]
        #[derive(Debug, Clone, Copy, PartialEq)]
        pub enum Purpose {
            /// To be eaten.
            Fruit,
            /// To be built with.
            Timber,
        }

        /// A plant with a trunk.
        #[pyclass(extends = Plant)]
        pub struct Tree {
            /// What it is grown for.
            #[pyo3(get)]
            purpose: Purpose,
        }

        #[pymethods]
        impl Tree {
            #[new]
            #[pyo3(signature = (purpose = Purpose::Timber))]
            fn new(purpose: Purpose) -> PyClassInitializer<Self> {
                PyClassInitializer::from(Plant::new(100)).add_subclass(Self { purpose })
            }
        }

        /// The trees of `plants`.
        #[pyfunction]
        fn trees(plants: Vec<Py<Plant>>, py: Python<'_>) -> Vec<Py<Tree>> {
            plants
                .iter()
                .filter_map(|plant| plant.bind(py).cast::<Tree>().ok())
                .map(|tree| tree.clone().unbind())
                .collect()
        }

        /// Fruit.
        #[pymodule]
        mod nested {
            use super::{Purpose, Tree};
            use pyo3::prelude::*;

            /// What an apple is grown on.
            #[pymodule_export]
            const APPLE_TREE: &str = "malus";

            /// An apple.
            #[pyclass(name = "Apple", frozen, ord, eq, hash)]
            #[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct RedApple {
                /// How much it weighs.
                #[pyo3(get)]
                grams: u16,
            }

            #[pymethods]
            impl RedApple {
                #[new]
                fn new(grams: u16) -> Self {
                    Self { grams }
                }

                /// Bites off some grams, and gives back what is left.
                #[pyo3(signature = (grams = 20))]
                fn bite(&self, grams: u16) -> Self {
                    Self { grams: self.grams.saturating_sub(grams) }
                }
            }

            /// Picks what `tree` bears.
            #[pyfunction]
            #[pyo3(signature = (tree, *, count = None))]
            fn pick(tree: &Bound<'_, Tree>, count: Option<u16>) -> PyResult<Vec<RedApple>> {
                let purpose: Purpose = tree.getattr("purpose")?.extract()?;
                let count = if purpose == Purpose::Fruit { count.unwrap_or(3) } else { 0 };
                Ok((0..count).map(|number| RedApple::new(100 + number)).collect())
            }
        }
    }
}
