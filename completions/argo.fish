complete --keep-order --exclusive --command argo --arguments "(ARGO_COMPLETE=fish argo -- (commandline --current-process --tokenize --cut-at-cursor) (commandline --current-token))"
