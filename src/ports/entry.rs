//! Running a command in a container that runs already: probes, and `kubectl exec`.

use std::path::PathBuf;

use super::runtime::Confinement;

/// A command to run in a container that runs already.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Program and arguments.
    pub command: Vec<String>,
    /// Where it starts; `None`: the runtime's own choice.
    pub working_dir: Option<PathBuf>,
    /// The user it runs as; `None`: as the container's own.
    pub user: Option<u32>,
    /// The group it runs as.
    pub group: Option<u32>,
    /// What else it may not do.
    pub confinement: Confinement,
    /// Whether it has a terminal.
    pub terminal: bool,
}

/// The process to start for a [`Entry`]. Its output and its exit code are the command's; so is its input, but with a
/// terminal: then [`Input`]s come in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Door {
    /// The program.
    pub program: PathBuf,
    /// Its arguments.
    pub args: Vec<String>,
    /// Its whole environment.
    pub env: Vec<(String, String)>,
}

/// What comes to a command with a terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// What somebody types.
    Typed(Vec<u8>),
    /// The size of the window: columns and rows.
    Size(u16, u16),
}

/// The longest text of one [`Input`].
pub const LONGEST_INPUT: usize = 1 << 20;

impl Input {
    /// As bytes: what it is, how long it is, itself.
    pub fn to_bytes(&self) -> Vec<u8> {
        let (word, body) = match self {
            Self::Typed(text) => (b't', text.clone()),
            Self::Size(columns, rows) => (b's', [columns.to_be_bytes(), rows.to_be_bytes()].concat()),
        };
        let mut bytes = vec![word];
        bytes.extend_from_slice(&u32::try_from(body.len()).unwrap_or(u32::MAX).to_be_bytes());
        bytes.extend_from_slice(&body);
        bytes
    }

    /// Reads what [`Input::to_bytes`] made; `None` at the end.
    ///
    /// # Errors
    /// When it cannot be read, or is something else.
    pub fn read(from: &mut impl std::io::Read) -> std::io::Result<Option<Self>> {
        let mut head = [0; 5];
        match from.read_exact(&mut head) {
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => return Ok(None),
            other => other?,
        }
        let [word, length @ ..] = head;
        let length = u32::from_be_bytes(length) as usize;
        if length > LONGEST_INPUT {
            return Err(std::io::ErrorKind::InvalidData.into());
        }
        let mut body = vec![0; length];
        from.read_exact(&mut body)?;
        match (word, body.as_slice()) {
            (b't', _) => Ok(Some(Self::Typed(body))),
            (b's', [a, b, c, d]) => {
                Ok(Some(Self::Size(u16::from_be_bytes([*a, *b]), u16::from_be_bytes([*c, *d]))))
            }
            _ => Err(std::io::ErrorKind::InvalidData.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inputs_come_back_as_they_were() {
        let all = [Input::Typed(b"ls\r".to_vec()), Input::Size(80, 24), Input::Typed(Vec::new())];
        let bytes: Vec<u8> = all.iter().flat_map(Input::to_bytes).collect();
        let mut rest = bytes.as_slice();
        for one in all {
            assert_eq!(Input::read(&mut rest).unwrap(), Some(one));
        }
        assert_eq!(Input::read(&mut rest).unwrap(), None);
        assert!(Input::read(&mut [b'x', 0, 0, 0, 0].as_slice()).is_err());
        assert!(Input::read(&mut [b't', 255, 0, 0, 0].as_slice()).is_err());
    }
}
