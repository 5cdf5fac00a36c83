/// Where `pattern` begins in `text`, if it is there.
///
/// Counts bytes, from `start` on.
#[pyfunction]
#[pyo3(signature = (text, pattern, *, start = None, limit = 10))]
fn function(text: &str, pattern: &str, start: Option<usize>, limit: usize) -> PyResult<Vec<usize>> {
    Ok(vec![])
}

/// An account of one customer.
#[pyclass(module = "bank", eq, hash, frozen)]
struct Class {
    /// What is in it, in cents.
    #[pyo3(get)]
    balance: i64,
    /// Whose it is.
    #[pyo3(get, set)]
    owner: String,
    entries: Vec<i64>,
}

#[pymethods]
impl Class {
    /// Opens an account.
    #[new]
    #[pyo3(signature = (owner, balance = 0))]
    fn new(owner: String, balance: i64) -> Self {
        Self { balance, owner, entries: vec![] }
    }

    /// Pays an amount in, and says what is in the account then.
    #[pyo3(signature = (amount, note = None))]
    fn deposit(&mut self, amount: i64, note: Option<&str>) -> PyResult<i64> {
        Ok(amount)
    }

    /// The last entries, the latest one first.
    #[getter]
    fn history(&self) -> Vec<(String, i64)> {
        vec![]
    }

    #[classattr]
    const CURRENCY: &'static str = "EUR";
}

/// How an amount is paid.
#[pyclass(eq, eq_int)]
enum SimpleEnum {
    /// In coins and notes.
    Cash,
    /// With a card.
    Card,
    Transfer,
}

/// What happened.
#[pyclass]
enum ComplexEnum {
    /// Something was paid in.
    Deposit { amount: i64, note: Option<String> },
    /// Something went wrong.
    Failure(String),
    Nothing(),
}
