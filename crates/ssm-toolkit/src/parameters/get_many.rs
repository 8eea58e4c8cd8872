//! Any number of parameters by name.

use std::collections::HashMap;
use std::ops::ControlFlow;

use ssm_client::Failure;

use super::concurrently::concurrently;
use super::{NameError, PacedCall, Parameter, ParameterReference, Parameters, ReadError};

/// How many names a request may have: the service's limit.
const BATCH: usize = 10;

impl Parameters {
    /// Reads any number of parameters: names, `name:version`, `name:label` and Amazon Resource Names, in one
    /// result in the order of the names. A name that is given twice is asked for once and comes twice.
    ///
    /// Each call asks for ten, so 2,000 names are 200 calls, [`concurrency`](Self::concurrency) of them at a
    /// time. Of several references to one parameter each goes into a request of its own, since the service
    /// refuses to answer twice for one.
    ///
    /// # Errors
    ///
    /// - A name that is none; nothing is sent.
    /// - Parameters that are not there. All others have been read by then:
    ///   [`missing`](ReadError::missing) has the names, [`into_found`](ReadError::into_found) the rest.
    /// - A call that failed, after the retries of the client. Those under way are waited for, and none is
    ///   begun; what was read is in the error, and [`unread`](ReadError::unread) is what to ask for again.
    pub async fn get_many<I>(&self, names: I) -> Result<Vec<Parameter>, ReadError>
    where
        I: IntoIterator<Item: AsRef<str>>,
    {
        let (asked, order) = distinct(names)?;
        let read = self.read_all(&asked).await?;
        if read.iter().any(Option::is_none) {
            let missing = names_where(&asked, &read, |read| read.is_none());
            return Err(ReadError::missing_ones(missing, read.into_iter().flatten().collect()));
        }
        Ok(order.into_iter().filter_map(|index| read.get(index)?.clone()).collect())
    }

    /// The same for parameters that may be missing: none where there is none.
    ///
    /// # Errors
    ///
    /// Those of [`get_many`](Self::get_many), except for parameters that are not there.
    pub async fn find_many<I>(&self, names: I) -> Result<Vec<Option<Parameter>>, ReadError>
    where
        I: IntoIterator<Item: AsRef<str>>,
    {
        let (asked, order) = distinct(names)?;
        let read = self.read_all(&asked).await?;
        Ok(order.into_iter().map(|index| read.get(index).cloned().flatten()).collect())
    }

    /// Reads what these refer to, in their order.
    pub(super) async fn read_all(
        &self,
        asked: &[ParameterReference],
    ) -> Result<Vec<Option<Parameter>>, ReadError> {
        let mut read: Vec<Option<Parameter>> = vec![None; asked.len()];
        let mut answered = vec![false; asked.len()];
        let mut failed = None;
        let calls = batches(asked).into_iter().map(|batch| self.read_batch(asked, batch));
        concurrently(self.concurrency, calls, |(batch, outcome)| match outcome {
            Ok(parameters) => {
                for (&index, parameter) in batch.iter().zip(parameters) {
                    read[index] = parameter;
                    answered[index] = true;
                }
                ControlFlow::Continue(())
            }
            Err(failure) => {
                failed.get_or_insert(failure);
                ControlFlow::Break(())
            }
        })
        .await;
        let Some(failure) = failed else { return Ok(read) };
        let unread = names_where(asked, &answered, |&answered| !answered);
        let missing =
            names_where(asked, answered.iter().zip(&read), |(answered, read)| **answered && read.is_none());
        Err(ReadError::call(failure, unread).after(read.into_iter().flatten().collect(), missing))
    }

    /// Makes one call, and puts what it answers in the order of the batch.
    async fn read_batch(
        &self,
        asked: &[ParameterReference],
        batch: Vec<usize>,
    ) -> (Vec<usize>, Result<Vec<Option<Parameter>>, Failure>) {
        let references: Vec<&ParameterReference> =
            batch.iter().filter_map(|&index| asked.get(index)).collect();
        self.turn(PacedCall::GetParameters).await;
        let call = self.client.get_parameters(references.iter().map(|reference| reference.as_str()));
        let answer = match call.with_decryption(self.decryption).send().await {
            Ok(answer) => answer,
            Err(error) => return (batch, Err(error.into_failure())),
        };
        let parameters: Result<Vec<_>, _> = answer.parameters.into_iter().map(Parameter::answered).collect();
        let by_key = parameters.map(|parameters| {
            let mut by_key: HashMap<String, Parameter> = parameters
                .into_iter()
                .map(|parameter| (ParameterReference::key_of(parameter.name()).to_owned(), parameter))
                .collect();
            references.iter().map(|reference| by_key.remove(reference.key())).collect()
        });
        (batch, by_key)
    }
}

/// What is asked for, each once, and for each name which of them it is.
fn distinct<I>(names: I) -> Result<(Vec<ParameterReference>, Vec<usize>), NameError>
where
    I: IntoIterator<Item: AsRef<str>>,
{
    let mut asked = Vec::new();
    let mut indexes: HashMap<String, usize> = HashMap::new();
    let mut order = Vec::new();
    for name in names {
        let name = name.as_ref();
        let index = match indexes.get(name) {
            Some(&index) => index,
            None => {
                asked.push(name.parse()?);
                indexes.insert(name.to_owned(), asked.len() - 1);
                asked.len() - 1
            }
        };
        order.push(index);
    }
    Ok((asked, order))
}

/// The requests to make, none of which refers to one parameter twice: the second references to a parameter
/// follow the first ones, and so on. So an answer's name alone tells which reference it answers.
fn batches(asked: &[ParameterReference]) -> Vec<Vec<usize>> {
    let mut rounds: Vec<Vec<usize>> = Vec::new();
    let mut times: HashMap<&str, usize> = HashMap::new();
    for (index, reference) in asked.iter().enumerate() {
        let round = times.entry(reference.key()).or_default();
        match rounds.get_mut(*round) {
            Some(indexes) => indexes.push(index),
            None => rounds.push(vec![index]),
        }
        *round += 1;
    }
    rounds.iter().flat_map(|round| round.chunks(BATCH)).map(<[usize]>::to_vec).collect()
}

fn names_where<T>(
    asked: &[ParameterReference],
    states: impl IntoIterator<Item = T>,
    which: impl Fn(&T) -> bool,
) -> Vec<String> {
    let chosen = asked.iter().zip(states).filter(|(_, state)| which(state));
    chosen.map(|(reference, _)| reference.as_str().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_never_refers_to_one_parameter_twice() {
        let names = ["a", "/a", "a:1", "b", "a:live", "b:2"];
        let asked: Vec<ParameterReference> = names.iter().map(|name| name.parse().unwrap()).collect();
        assert_eq!(batches(&asked), [vec![0, 3], vec![1, 5], vec![2], vec![4]]);
    }

    #[test]
    fn names_that_are_given_twice_are_asked_for_once() {
        let (asked, order) = distinct(["a", "b", "a"]).unwrap();
        assert_eq!((asked.len(), order), (2, vec![0, 1, 0]));
        assert!(distinct(["a", "b b"]).is_err());
    }
}
