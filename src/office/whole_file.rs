//! Files that stand at their place whole or not at all: written in a folder of their own beside it, flushed to the
//! disk, then put there in one step. What was begun and is not put goes with its folder, and so does what a database
//! keeps beside its file while it is open.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile, TempDir};

/// A file that is being written. Its place stays as it is until it is put there.
#[derive(Debug)]
pub struct WholeFile {
    // Before its folder, for fields are dropped in their order.
    file: NamedTempFile,
    _folder: TempDir,
    place: PathBuf,
}

impl WholeFile {
    /// Begins an empty one for a place, on the same disk.
    pub fn begin(place: &Path) -> io::Result<Self> {
        let folder = Builder::new().prefix(".tumen-").tempdir_in(folder_of(place))?;
        let mut builder = Builder::new();
        // Whoever may read other files of this user may read this one.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        Ok(Self { file: builder.tempfile_in(&folder)?, _folder: folder, place: place.to_owned() })
    }

    /// Where it is while it is written.
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// It, open to be written.
    pub fn file(&self) -> &File {
        self.file.as_file()
    }

    /// Puts it at its place, instead of what may be there.
    pub fn put(self) -> io::Result<()> {
        self.file().sync_all()?;
        self.file.persist(&self.place)?;
        flush_folder(&self.place)
    }

    /// Puts it at its place where nothing is; else the error is [`ErrorKind::AlreadyExists`].
    pub fn put_new(self) -> io::Result<()> {
        self.file().sync_all()?;
        self.file.persist_noclobber(&self.place)?;
        flush_folder(&self.place)
    }
}

fn folder_of(place: &Path) -> &Path {
    place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A name that is new is on the disk when its folder is.
fn flush_folder(place: &Path) -> io::Result<()> {
    if cfg!(not(unix)) {
        return Ok(());
    }
    match File::open(folder_of(place))?.sync_all() {
        // Some file systems of a network have no such thing.
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
        flushed => flushed,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn names(folder: &TempDir) -> io::Result<Vec<String>> {
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
    }

    #[test]
    fn a_place_has_what_it_had_until_the_whole_is_there() -> io::Result<()> {
        let folder = TempDir::new()?;
        let place = folder.path().join("place");
        std::fs::write(&place, "yesterday")?;
        let given_up = WholeFile::begin(&place)?;
        given_up.file().write_all(b"half")?;
        std::fs::write(given_up.path().with_file_name("beside"), "a log")?;
        assert_eq!(std::fs::read_to_string(&place)?, "yesterday");
        drop(given_up);
        assert_eq!((names(&folder)?, std::fs::read_to_string(&place)?), (vec!["place".to_owned()], "yesterday".to_owned()));
        let file = WholeFile::begin(&place)?;
        file.file().write_all(b"today")?;
        file.put()?;
        assert_eq!((names(&folder)?, std::fs::read_to_string(&place)?), (vec!["place".to_owned()], "today".to_owned()));
        Ok(())
    }

    #[test]
    fn what_appeared_meanwhile_is_not_overwritten() -> io::Result<()> {
        let folder = TempDir::new()?;
        let place = folder.path().join("place");
        let file = WholeFile::begin(&place)?;
        file.file().write_all(b"mine")?;
        std::fs::write(&place, "another's")?;
        assert_eq!(file.put_new().map_err(|error| error.kind()), Err(ErrorKind::AlreadyExists));
        assert_eq!((names(&folder)?, std::fs::read_to_string(&place)?), (vec!["place".to_owned()], "another's".to_owned()));
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn it_may_be_read_by_whoever_may_read_other_files() -> io::Result<()> {
        use std::os::unix::fs::PermissionsExt;
        let folder = TempDir::new()?;
        let (place, other) = (folder.path().join("place"), folder.path().join("other"));
        std::fs::write(&other, "")?;
        WholeFile::begin(&place)?.put_new()?;
        let mode = |path: &Path| std::fs::metadata(path).map(|found| found.permissions().mode());
        assert_eq!(mode(&place)?, mode(&other)?);
        Ok(())
    }
}
