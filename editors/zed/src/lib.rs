//! Tells Zed how to start `meso lsp`.

use zed_extension_api as zed;

struct Meso;

impl zed::Extension for Meso {
    fn new() -> Self {
        Meso
    }

    fn language_server_command(
        &mut self,
        _: &zed::LanguageServerId,
        worktree: &zed::Worktree,
    ) -> zed::Result<zed::Command> {
        let command = worktree.which("meso").ok_or("`meso` is not on the PATH: `pip install mesocycle` brings it")?;
        Ok(zed::Command { command, args: vec!["lsp".to_owned()], env: worktree.shell_env() })
    }
}

zed::register_extension!(Meso);
