# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_argo_global_optspecs
    string join \n n/namespace= instanceid= no-color loglevel= log-format= v/verbose local runtime= sandbox= kubeconfig= context= cluster= user= server= token= username= password= as= as-group= certificate-authority= client-certificate= client-key= tls-server-name= insecure-skip-tls-verify proxy-url= disable-compression request-timeout= s/argo-server= e/secure= k/insecure-skip-verify argo-base-href= H/header= argo-http1= h/help V/version
end

function __fish_argo_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_argo_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_argo_using_subcommand
    set -l cmd (__fish_argo_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c argo -n "__fish_argo_needs_command" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_needs_command" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_needs_command" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_needs_command" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_needs_command" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_needs_command" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_needs_command" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_needs_command" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_needs_command" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_needs_command" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_needs_command" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_needs_command" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_needs_command" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_needs_command" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_needs_command" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_needs_command" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_needs_command" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_needs_command" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_needs_command" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_needs_command" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_needs_command" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_needs_command" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_needs_command" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_needs_command" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_needs_command" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_needs_command" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_needs_command" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_needs_command" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_needs_command" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_needs_command" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_needs_command" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_needs_command" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_needs_command" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_needs_command" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_needs_command" -s V -l version -d 'Print version'
complete -c argo -n "__fish_argo_needs_command" -f -a "submit" -d 'Submit a workflow'
complete -c argo -n "__fish_argo_needs_command" -f -a "list" -d 'List workflows'
complete -c argo -n "__fish_argo_needs_command" -f -a "get" -d 'Show workflows and their steps'
complete -c argo -n "__fish_argo_needs_command" -f -a "watch" -d 'Show the steps of a workflow as they run, until it ends'
complete -c argo -n "__fish_argo_needs_command" -f -a "wait" -d 'Wait until workflows end'
complete -c argo -n "__fish_argo_needs_command" -f -a "why" -d 'Say why a workflow failed, or what it waits for'
complete -c argo -n "__fish_argo_needs_command" -f -a "logs" -d 'Print the logs of a workflow'
complete -c argo -n "__fish_argo_needs_command" -f -a "delete" -d 'Delete workflows'
complete -c argo -n "__fish_argo_needs_command" -f -a "cp" -d 'Copy the output artifacts of a workflow into a folder'
complete -c argo -n "__fish_argo_needs_command" -f -a "suspend" -d 'Suspend workflows: start no more steps until they are resumed'
complete -c argo -n "__fish_argo_needs_command" -f -a "resume" -d 'Resume workflows that are suspended or that wait in a suspend step'
complete -c argo -n "__fish_argo_needs_command" -f -a "stop" -d 'Stop workflows: end their steps, then run their exit handlers'
complete -c argo -n "__fish_argo_needs_command" -f -a "terminate" -d 'Terminate workflows: end everything at once, without exit handlers'
complete -c argo -n "__fish_argo_needs_command" -f -a "retry" -d 'Run the failed steps of workflows again'
complete -c argo -n "__fish_argo_needs_command" -f -a "resubmit" -d 'Run workflows again as new ones'
complete -c argo -n "__fish_argo_needs_command" -f -a "node" -d 'Change waiting steps of a workflow'
complete -c argo -n "__fish_argo_needs_command" -f -a "lint" -d 'Check manifests without creating anything'
complete -c argo -n "__fish_argo_needs_command" -f -a "convert" -d 'Print manifests with fields of earlier versions replaced by those of today'
complete -c argo -n "__fish_argo_needs_command" -f -a "run" -d 'Run one workflow on this machine, in an engine of its own, and leave nothing behind'
complete -c argo -n "__fish_argo_needs_command" -f -a "apply" -d 'Create objects or bring them up to date, whatever kind they are'
complete -c argo -n "__fish_argo_needs_command" -f -a "template" -d 'Work with WorkflowTemplates'
complete -c argo -n "__fish_argo_needs_command" -f -a "cluster-template" -d 'Work with ClusterWorkflowTemplates'
complete -c argo -n "__fish_argo_needs_command" -f -a "cwftmpl" -d 'Work with ClusterWorkflowTemplates'
complete -c argo -n "__fish_argo_needs_command" -f -a "cwft" -d 'Work with ClusterWorkflowTemplates'
complete -c argo -n "__fish_argo_needs_command" -f -a "cron" -d 'Work with CronWorkflows'
complete -c argo -n "__fish_argo_needs_command" -f -a "sync" -d 'Work with the limits of semaphores'
complete -c argo -n "__fish_argo_needs_command" -f -a "local" -d 'Control the engine that runs workflows on this machine'
complete -c argo -n "__fish_argo_needs_command" -f -a "auth" -d 'Show how commands prove who you are'
complete -c argo -n "__fish_argo_needs_command" -f -a "archive" -d 'Work with archived workflows, which takes an Argo Server'
complete -c argo -n "__fish_argo_needs_command" -f -a "version" -d 'Print the version'
complete -c argo -n "__fish_argo_needs_command" -f -a "completion" -d 'Print the script that lets a shell complete argo\'s commands and flags'
complete -c argo -n "__fish_argo_needs_command" -f -a "help" -d 'Explain a command, or a topic: exit-codes'
complete -c argo -n "__fish_argo_using_subcommand submit" -l from -d 'Submit what is stored: workflowtemplate/NAME, clusterworkflowtemplate/NAME or cronworkflow/NAME' -r
complete -c argo -n "__fish_argo_using_subcommand submit" -l name -d 'Name of the workflow' -r
complete -c argo -n "__fish_argo_using_subcommand submit" -l generate-name -d 'Beginning of a name that is completed at random' -r
complete -c argo -n "__fish_argo_using_subcommand submit" -l entrypoint -d 'Template to start with' -r
complete -c argo -n "__fish_argo_using_subcommand submit" -s p -l parameter -d 'Argument of the workflow, as NAME=VALUE (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand submit" -s f -l parameter-file -d 'File or URL with a mapping of argument names to values' -r
complete -c argo -n "__fish_argo_using_subcommand submit" -s l -l labels -d 'Labels to put on the workflow, as NAME=VALUE,…' -r
complete -c argo -n "__fish_argo_using_subcommand submit" -l annotations -d 'Annotations to put on the workflow, as NAME=VALUE,…' -r
complete -c argo -n "__fish_argo_using_subcommand submit" -l serviceaccount -d 'Service account to run as' -r
complete -c argo -n "__fish_argo_using_subcommand submit" -l priority -d 'Priority among workflows that wait' -r
complete -c argo -n "__fish_argo_using_subcommand submit" -l scheduled-time -d 'Time that counts as the scheduled one, RFC 3339; with --from cronworkflow' -r
complete -c argo -n "__fish_argo_using_subcommand submit" -l strict -d 'Refuse fields that a workflow does not have' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand submit" -s o -l output -d 'Result format: name, json, yaml or wide' -r -f -a "name\t''
json\t''
yaml\t''
wide\t''"
complete -c argo -n "__fish_argo_using_subcommand submit" -l node-field-selector -d 'With --watch: only steps that match, e.g. phase=Failed' -r
complete -c argo -n "__fish_argo_using_subcommand submit" -l status -d 'With --watch: only steps of this phase' -r
complete -c argo -n "__fish_argo_using_subcommand submit" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand submit" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand submit" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand submit" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand submit" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand submit" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand submit" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand submit" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand submit" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand submit" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand submit" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand submit" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand submit" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand submit" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand submit" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand submit" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand submit" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand submit" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand submit" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand submit" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand submit" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand submit" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand submit" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand submit" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand submit" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand submit" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand submit" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand submit" -l dry-run -d 'Print what would be sent, without sending it; needs -o'
complete -c argo -n "__fish_argo_using_subcommand submit" -l server-dry-run -d 'Let the server check the workflow without keeping it; needs -o'
complete -c argo -n "__fish_argo_using_subcommand submit" -l watch -d 'Show the steps as they run, until the workflow ends'
complete -c argo -n "__fish_argo_using_subcommand submit" -s w -l wait -d 'Wait until the workflow ends; the exit status says how it ended'
complete -c argo -n "__fish_argo_using_subcommand submit" -l log -d 'Print the logs until the workflow ends'
complete -c argo -n "__fish_argo_using_subcommand submit" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand submit" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand submit" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand submit" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand submit" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand submit" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand submit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c argo -n "__fish_argo_using_subcommand list" -l chunk-size -d 'How many to ask the server for at once; all are listed in any case' -r
complete -c argo -n "__fish_argo_using_subcommand list" -l status -d 'Only these phases: Pending, Running, Succeeded, Failed, Error' -r
complete -c argo -n "__fish_argo_using_subcommand list" -s l -l selector -d 'Only those with these labels' -r
complete -c argo -n "__fish_argo_using_subcommand list" -l field-selector -d 'Only those whose fields match, e.g. metadata.name=x' -r
complete -c argo -n "__fish_argo_using_subcommand list" -l prefix -d 'Only names that begin so' -r
complete -c argo -n "__fish_argo_using_subcommand list" -l since -d 'Only those created in that time, e.g. 30m, 12h, 7d' -r
complete -c argo -n "__fish_argo_using_subcommand list" -l older -d 'Only those that finished longer ago than that, e.g. 7d' -r
complete -c argo -n "__fish_argo_using_subcommand list" -s o -l output -d 'Result format: name, json, yaml or wide' -r -f -a "name\t''
json\t''
yaml\t''
wide\t''"
complete -c argo -n "__fish_argo_using_subcommand list" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand list" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand list" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand list" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand list" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand list" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand list" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand list" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand list" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand list" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand list" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand list" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand list" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand list" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand list" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand list" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand list" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand list" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand list" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand list" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand list" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand list" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand list" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand list" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand list" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand list" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand list" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand list" -s A -l all-namespaces -d 'Workflows of all namespaces'
complete -c argo -n "__fish_argo_using_subcommand list" -l completed -d 'Only those that ended'
complete -c argo -n "__fish_argo_using_subcommand list" -l running -d 'Only those that have not ended'
complete -c argo -n "__fish_argo_using_subcommand list" -l resubmitted -d 'Only those that were resubmitted'
complete -c argo -n "__fish_argo_using_subcommand list" -l no-headers -d 'Leave the header out'
complete -c argo -n "__fish_argo_using_subcommand list" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand list" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand list" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand list" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand list" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand list" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand list" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand get" -s o -l output -d 'Result format: name, json, yaml, short or wide' -r -f -a "name\t''
json\t''
yaml\t''
short\t''
wide\t''"
complete -c argo -n "__fish_argo_using_subcommand get" -l node-field-selector -d 'Only steps that match, e.g. phase=Failed' -r
complete -c argo -n "__fish_argo_using_subcommand get" -l status -d 'Only steps of this phase' -r
complete -c argo -n "__fish_argo_using_subcommand get" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand get" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand get" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand get" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand get" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand get" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand get" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand get" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand get" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand get" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand get" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand get" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand get" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand get" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand get" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand get" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand get" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand get" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand get" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand get" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand get" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand get" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand get" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand get" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand get" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand get" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand get" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand get" -l no-utf8 -d 'Draw with ASCII characters only'
complete -c argo -n "__fish_argo_using_subcommand get" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand get" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand get" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand get" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand get" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand get" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand get" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand watch" -l node-field-selector -d 'Only steps that match, e.g. phase=Failed' -r
complete -c argo -n "__fish_argo_using_subcommand watch" -l status -d 'Only steps of this phase' -r
complete -c argo -n "__fish_argo_using_subcommand watch" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand watch" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand watch" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand watch" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand watch" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand watch" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand watch" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand watch" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand watch" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand watch" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand watch" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand watch" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand watch" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand watch" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand watch" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand watch" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand watch" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand watch" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand watch" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand watch" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand watch" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand watch" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand watch" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand watch" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand watch" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand watch" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand watch" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand watch" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand watch" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand watch" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand watch" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand watch" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand watch" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand watch" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c argo -n "__fish_argo_using_subcommand wait" -l timeout -d 'Wait no longer than that, e.g. 90s or 1h30m' -r
complete -c argo -n "__fish_argo_using_subcommand wait" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand wait" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand wait" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand wait" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand wait" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand wait" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand wait" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand wait" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand wait" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand wait" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand wait" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand wait" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand wait" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand wait" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand wait" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand wait" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand wait" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand wait" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand wait" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand wait" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand wait" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand wait" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand wait" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand wait" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand wait" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand wait" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand wait" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand wait" -l ignore-not-found -d 'Workflows that are not there count as done'
complete -c argo -n "__fish_argo_using_subcommand wait" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand wait" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand wait" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand wait" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand wait" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand wait" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand wait" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c argo -n "__fish_argo_using_subcommand why" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand why" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand why" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand why" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand why" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand why" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand why" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand why" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand why" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand why" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand why" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand why" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand why" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand why" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand why" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand why" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand why" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand why" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand why" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand why" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand why" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand why" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand why" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand why" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand why" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand why" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand why" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand why" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand why" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand why" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand why" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand why" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand why" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand why" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c argo -n "__fish_argo_using_subcommand logs" -s c -l container -d 'Container' -r
complete -c argo -n "__fish_argo_using_subcommand logs" -l grep -d 'Only lines that match a regular expression' -r
complete -c argo -n "__fish_argo_using_subcommand logs" -s l -l selector -d 'Only pods with these labels' -r
complete -c argo -n "__fish_argo_using_subcommand logs" -l since -d 'Only lines younger than that, e.g. 90s or 1h30m' -r
complete -c argo -n "__fish_argo_using_subcommand logs" -l since-time -d 'Only lines after that time, RFC 3339' -r
complete -c argo -n "__fish_argo_using_subcommand logs" -l tail -d 'Only so many lines at the end of each pod\'s log; below 0: all' -r
complete -c argo -n "__fish_argo_using_subcommand logs" -s w -l workflow -d 'How older versions name the workflow' -r
complete -c argo -n "__fish_argo_using_subcommand logs" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand logs" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand logs" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand logs" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand logs" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand logs" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand logs" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand logs" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand logs" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand logs" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand logs" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand logs" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand logs" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand logs" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand logs" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand logs" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand logs" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand logs" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand logs" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand logs" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand logs" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand logs" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand logs" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand logs" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand logs" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand logs" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand logs" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand logs" -s f -l follow -d 'Go on until the workflow ends'
complete -c argo -n "__fish_argo_using_subcommand logs" -s p -l previous -d 'The log of the container\'s previous run'
complete -c argo -n "__fish_argo_using_subcommand logs" -l timestamps -d 'Keep the time in front of each line'
complete -c argo -n "__fish_argo_using_subcommand logs" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand logs" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand logs" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand logs" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand logs" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand logs" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand logs" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand delete" -l prefix -d 'Those whose names begin so' -r
complete -c argo -n "__fish_argo_using_subcommand delete" -l older -d 'Those that finished longer ago than that, e.g. 7d' -r
complete -c argo -n "__fish_argo_using_subcommand delete" -l status -d 'Those of these phases' -r
complete -c argo -n "__fish_argo_using_subcommand delete" -s l -l selector -d 'Those with these labels' -r
complete -c argo -n "__fish_argo_using_subcommand delete" -l field-selector -d 'Those whose fields match, e.g. metadata.name=x' -r
complete -c argo -n "__fish_argo_using_subcommand delete" -l query-chunk-size -d 'How many to ask the server for at once; all are found in any case' -r
complete -c argo -n "__fish_argo_using_subcommand delete" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand delete" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand delete" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand delete" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand delete" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand delete" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand delete" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand delete" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand delete" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand delete" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand delete" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand delete" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand delete" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand delete" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand delete" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand delete" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand delete" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand delete" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand delete" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand delete" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand delete" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand delete" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand delete" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand delete" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand delete" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand delete" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand delete" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand delete" -l all -d 'All workflows of the namespace'
complete -c argo -n "__fish_argo_using_subcommand delete" -s A -l all-namespaces -d 'Workflows of all namespaces'
complete -c argo -n "__fish_argo_using_subcommand delete" -l completed -d 'Those that ended'
complete -c argo -n "__fish_argo_using_subcommand delete" -l resubmitted -d 'Those that were resubmitted'
complete -c argo -n "__fish_argo_using_subcommand delete" -l force -d 'Take finalizers away first'
complete -c argo -n "__fish_argo_using_subcommand delete" -l dry-run -d 'Only say what would be deleted'
complete -c argo -n "__fish_argo_using_subcommand delete" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand delete" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand delete" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand delete" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand delete" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand delete" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand delete" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand cp" -l artifact-name -d 'Only artifacts of this name' -r
complete -c argo -n "__fish_argo_using_subcommand cp" -l node-id -d 'Only of this step' -r
complete -c argo -n "__fish_argo_using_subcommand cp" -l template-name -d 'Only of steps with this template' -r
complete -c argo -n "__fish_argo_using_subcommand cp" -l path -d 'Where each goes below the folder; {templateName} may be used as well' -r
complete -c argo -n "__fish_argo_using_subcommand cp" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand cp" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand cp" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand cp" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand cp" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand cp" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand cp" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand cp" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cp" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cp" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cp" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand cp" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cp" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cp" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cp" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand cp" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cp" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cp" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cp" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cp" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand cp" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand cp" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand cp" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand cp" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cp" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand cp" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cp" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cp" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand cp" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand cp" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand cp" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cp" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand cp" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cp" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c argo -n "__fish_argo_using_subcommand suspend" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand suspend" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand suspend" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand suspend" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand suspend" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand suspend" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand suspend" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand suspend" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand suspend" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand suspend" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand suspend" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand suspend" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand suspend" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand suspend" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand suspend" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand suspend" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand suspend" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand suspend" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand suspend" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand suspend" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand suspend" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand suspend" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand suspend" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand suspend" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand suspend" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand suspend" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand suspend" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand suspend" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand suspend" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand suspend" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand suspend" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand suspend" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand suspend" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand suspend" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand resume" -l node-field-selector -d 'Only these waiting steps, e.g. displayName=approve' -r
complete -c argo -n "__fish_argo_using_subcommand resume" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand resume" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand resume" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand resume" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand resume" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand resume" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand resume" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand resume" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand resume" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand resume" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand resume" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand resume" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand resume" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand resume" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand resume" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand resume" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand resume" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand resume" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand resume" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand resume" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand resume" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand resume" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand resume" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand resume" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand resume" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand resume" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand resume" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand resume" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand resume" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand resume" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand resume" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand resume" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand resume" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand resume" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand stop" -s l -l selector -d 'Those with these labels' -r
complete -c argo -n "__fish_argo_using_subcommand stop" -l field-selector -d 'Those whose fields match, e.g. metadata.name=x' -r
complete -c argo -n "__fish_argo_using_subcommand stop" -l node-field-selector -d 'Fail these waiting steps instead, e.g. displayName=approve' -r
complete -c argo -n "__fish_argo_using_subcommand stop" -l message -d 'Message for these steps' -r
complete -c argo -n "__fish_argo_using_subcommand stop" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand stop" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand stop" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand stop" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand stop" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand stop" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand stop" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand stop" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand stop" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand stop" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand stop" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand stop" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand stop" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand stop" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand stop" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand stop" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand stop" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand stop" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand stop" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand stop" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand stop" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand stop" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand stop" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand stop" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand stop" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand stop" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand stop" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand stop" -l dry-run -d 'Only say what would be stopped'
complete -c argo -n "__fish_argo_using_subcommand stop" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand stop" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand stop" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand stop" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand stop" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand stop" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand stop" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand terminate" -s l -l selector -d 'Those with these labels' -r
complete -c argo -n "__fish_argo_using_subcommand terminate" -l field-selector -d 'Those whose fields match, e.g. metadata.name=x' -r
complete -c argo -n "__fish_argo_using_subcommand terminate" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand terminate" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand terminate" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand terminate" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand terminate" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand terminate" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand terminate" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand terminate" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand terminate" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand terminate" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand terminate" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand terminate" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand terminate" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand terminate" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand terminate" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand terminate" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand terminate" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand terminate" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand terminate" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand terminate" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand terminate" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand terminate" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand terminate" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand terminate" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand terminate" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand terminate" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand terminate" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand terminate" -l dry-run -d 'Only say what would be terminated'
complete -c argo -n "__fish_argo_using_subcommand terminate" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand terminate" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand terminate" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand terminate" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand terminate" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand terminate" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand terminate" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand retry" -s l -l selector -d 'Those with these labels' -r
complete -c argo -n "__fish_argo_using_subcommand retry" -l field-selector -d 'Those whose fields match, e.g. metadata.name=x' -r
complete -c argo -n "__fish_argo_using_subcommand retry" -s p -l parameter -d 'Argument of the workflow, as NAME=VALUE (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand retry" -s o -l output -d 'Result format: name, json, yaml or wide' -r -f -a "name\t''
json\t''
yaml\t''
wide\t''"
complete -c argo -n "__fish_argo_using_subcommand retry" -l node-field-selector -d 'Steps to run again, e.g. templateName=build; with --restart-successful' -r
complete -c argo -n "__fish_argo_using_subcommand retry" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand retry" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand retry" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand retry" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand retry" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand retry" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand retry" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand retry" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand retry" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand retry" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand retry" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand retry" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand retry" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand retry" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand retry" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand retry" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand retry" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand retry" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand retry" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand retry" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand retry" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand retry" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand retry" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand retry" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand retry" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand retry" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand retry" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand retry" -l watch -d 'Show the steps as they run, until the workflow ends'
complete -c argo -n "__fish_argo_using_subcommand retry" -s w -l wait -d 'Wait until the workflow ends; the exit status says how it ended'
complete -c argo -n "__fish_argo_using_subcommand retry" -l log -d 'Print the logs until the workflow ends'
complete -c argo -n "__fish_argo_using_subcommand retry" -l restart-successful -d 'Also run successful steps again: those that --node-field-selector names'
complete -c argo -n "__fish_argo_using_subcommand retry" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand retry" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand retry" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand retry" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand retry" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand retry" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand retry" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand resubmit" -s l -l selector -d 'Those with these labels' -r
complete -c argo -n "__fish_argo_using_subcommand resubmit" -l field-selector -d 'Those whose fields match, e.g. metadata.name=x' -r
complete -c argo -n "__fish_argo_using_subcommand resubmit" -s p -l parameter -d 'Argument of the workflow, as NAME=VALUE (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand resubmit" -s o -l output -d 'Result format: name, json, yaml or wide' -r -f -a "name\t''
json\t''
yaml\t''
wide\t''"
complete -c argo -n "__fish_argo_using_subcommand resubmit" -l priority -d 'Accepted for older scripts; priorities come from the workflow' -r
complete -c argo -n "__fish_argo_using_subcommand resubmit" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand resubmit" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand resubmit" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand resubmit" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand resubmit" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand resubmit" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand resubmit" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand resubmit" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand resubmit" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand resubmit" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand resubmit" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand resubmit" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand resubmit" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand resubmit" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand resubmit" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand resubmit" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand resubmit" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand resubmit" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand resubmit" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand resubmit" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand resubmit" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand resubmit" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand resubmit" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand resubmit" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand resubmit" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand resubmit" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand resubmit" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand resubmit" -l watch -d 'Show the steps as they run, until the workflow ends'
complete -c argo -n "__fish_argo_using_subcommand resubmit" -s w -l wait -d 'Wait until the workflow ends; the exit status says how it ended'
complete -c argo -n "__fish_argo_using_subcommand resubmit" -l log -d 'Print the logs until the workflow ends'
complete -c argo -n "__fish_argo_using_subcommand resubmit" -l memoized -d 'Keep what succeeded; for workflows that failed'
complete -c argo -n "__fish_argo_using_subcommand resubmit" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand resubmit" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand resubmit" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand resubmit" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand resubmit" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand resubmit" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand resubmit" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand node; and not __fish_seen_subcommand_from set" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand node; and not __fish_seen_subcommand_from set" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand node; and not __fish_seen_subcommand_from set" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand node; and not __fish_seen_subcommand_from set" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand node; and not __fish_seen_subcommand_from set" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand node; and not __fish_seen_subcommand_from set" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand node; and not __fish_seen_subcommand_from set" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand node; and not __fish_seen_subcommand_from set" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand node; and not __fish_seen_subcommand_from set" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand node; and not __fish_seen_subcommand_from set" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand node; and not __fish_seen_subcommand_from set" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand node; and not __fish_seen_subcommand_from set" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand node; and not __fish_seen_subcommand_from set" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand node; and not __fish_seen_subcommand_from set" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand node; and not __fish_seen_subcommand_from set" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand node; and not __fish_seen_subcommand_from set" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand node; and not __fish_seen_subcommand_from set" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand node; and not __fish_seen_subcommand_from set" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand node; and not __fish_seen_subcommand_from set" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand node; and not __fish_seen_subcommand_from set" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand node; and not __fish_seen_subcommand_from set" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand node; and not __fish_seen_subcommand_from set" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand node; and not __fish_seen_subcommand_from set" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand node; and not __fish_seen_subcommand_from set" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand node; and not __fish_seen_subcommand_from set" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand node; and not __fish_seen_subcommand_from set" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand node; and not __fish_seen_subcommand_from set" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand node; and not __fish_seen_subcommand_from set" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand node; and not __fish_seen_subcommand_from set" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand node; and not __fish_seen_subcommand_from set" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand node; and not __fish_seen_subcommand_from set" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand node; and not __fish_seen_subcommand_from set" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand node; and not __fish_seen_subcommand_from set" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand node; and not __fish_seen_subcommand_from set" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand node; and not __fish_seen_subcommand_from set" -f -a "set" -d 'Set outputs, phase or message of waiting steps'
complete -c argo -n "__fish_argo_using_subcommand node; and __fish_seen_subcommand_from set" -l node-field-selector -d 'Which steps, e.g. displayName=approve' -r
complete -c argo -n "__fish_argo_using_subcommand node; and __fish_seen_subcommand_from set" -s p -l output-parameter -d 'Output parameter, as NAME=VALUE (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand node; and __fish_seen_subcommand_from set" -l phase -d 'New phase: Succeeded, Failed or Error' -r
complete -c argo -n "__fish_argo_using_subcommand node; and __fish_seen_subcommand_from set" -s m -l message -d 'New message' -r
complete -c argo -n "__fish_argo_using_subcommand node; and __fish_seen_subcommand_from set" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand node; and __fish_seen_subcommand_from set" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand node; and __fish_seen_subcommand_from set" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand node; and __fish_seen_subcommand_from set" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand node; and __fish_seen_subcommand_from set" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand node; and __fish_seen_subcommand_from set" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand node; and __fish_seen_subcommand_from set" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand node; and __fish_seen_subcommand_from set" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand node; and __fish_seen_subcommand_from set" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand node; and __fish_seen_subcommand_from set" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand node; and __fish_seen_subcommand_from set" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand node; and __fish_seen_subcommand_from set" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand node; and __fish_seen_subcommand_from set" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand node; and __fish_seen_subcommand_from set" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand node; and __fish_seen_subcommand_from set" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand node; and __fish_seen_subcommand_from set" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand node; and __fish_seen_subcommand_from set" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand node; and __fish_seen_subcommand_from set" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand node; and __fish_seen_subcommand_from set" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand node; and __fish_seen_subcommand_from set" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand node; and __fish_seen_subcommand_from set" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand node; and __fish_seen_subcommand_from set" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand node; and __fish_seen_subcommand_from set" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand node; and __fish_seen_subcommand_from set" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand node; and __fish_seen_subcommand_from set" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand node; and __fish_seen_subcommand_from set" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand node; and __fish_seen_subcommand_from set" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand node; and __fish_seen_subcommand_from set" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand node; and __fish_seen_subcommand_from set" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand node; and __fish_seen_subcommand_from set" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand node; and __fish_seen_subcommand_from set" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand node; and __fish_seen_subcommand_from set" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand node; and __fish_seen_subcommand_from set" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand node; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand lint" -s o -l output -d 'Form of the report: pretty, simple, rich, json, sarif, github or junit; on a terminal rich, else pretty' -r -f -a "pretty\t''
simple\t''
rich\t''
json\t''
sarif\t''
github\t''
junit\t''"
complete -c argo -n "__fish_argo_using_subcommand lint" -l strict -d 'Refuse unknown fields and keys that are given twice' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand lint" -l explain -d 'Say what a rule of --advice is for, and show an example; `all` lists the rules' -r
complete -c argo -n "__fish_argo_using_subcommand lint" -l kinds -d 'Kinds to check: workflows, workflowtemplates, cronworkflows, clusterworkflowtemplates or all' -r
complete -c argo -n "__fish_argo_using_subcommand lint" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand lint" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand lint" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand lint" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand lint" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand lint" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand lint" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand lint" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand lint" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand lint" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand lint" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand lint" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand lint" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand lint" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand lint" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand lint" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand lint" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand lint" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand lint" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand lint" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand lint" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand lint" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand lint" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand lint" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand lint" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand lint" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand lint" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand lint" -l offline -d 'Look for templates in the given files only'
complete -c argo -n "__fish_argo_using_subcommand lint" -l ignore-missing -d 'Accept references to templates that cannot be found'
complete -c argo -n "__fish_argo_using_subcommand lint" -l fix -d 'Mend the files where there is no doubt: misspelt fields, missing quotes, single values that are to be lists'
complete -c argo -n "__fish_argo_using_subcommand lint" -l advice -d 'Also say what runs but may not be meant; .argolint.toml chooses among the rules and sets their levels'
complete -c argo -n "__fish_argo_using_subcommand lint" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand lint" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand lint" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand lint" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand lint" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand lint" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand lint" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c argo -n "__fish_argo_using_subcommand convert" -s o -l output -d 'Result format: yaml or json' -r -f -a "yaml\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand convert" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand convert" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand convert" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand convert" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand convert" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand convert" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand convert" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand convert" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand convert" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand convert" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand convert" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand convert" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand convert" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand convert" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand convert" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand convert" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand convert" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand convert" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand convert" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand convert" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand convert" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand convert" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand convert" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand convert" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand convert" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand convert" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand convert" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand convert" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand convert" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand convert" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand convert" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand convert" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand convert" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand convert" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand run" -s p -l parameter -d 'Argument of the workflow, as NAME=VALUE (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand run" -s f -l parameter-file -d 'File or URL with a mapping of argument names to values' -r
complete -c argo -n "__fish_argo_using_subcommand run" -l entrypoint -d 'Template to start with' -r
complete -c argo -n "__fish_argo_using_subcommand run" -l name -d 'Name of the workflow' -r
complete -c argo -n "__fish_argo_using_subcommand run" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand run" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand run" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand run" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand run" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand run" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand run" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand run" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand run" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand run" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand run" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand run" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand run" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand run" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand run" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand run" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand run" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand run" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand run" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand run" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand run" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand run" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand run" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand run" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand run" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand run" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand run" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand run" -l log -d 'Also print the logs'
complete -c argo -n "__fish_argo_using_subcommand run" -l keep -d 'Keep the engine\'s state, with logs and artifacts, and say where it is'
complete -c argo -n "__fish_argo_using_subcommand run" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand run" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand run" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand run" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand run" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand run" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand run" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c argo -n "__fish_argo_using_subcommand apply" -s f -l filename -d 'File, directory, URL, or - for standard input (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand apply" -s o -l output -d 'Result format: name, json or yaml' -r -f -a "name\t''
json\t''
yaml\t''"
complete -c argo -n "__fish_argo_using_subcommand apply" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand apply" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand apply" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand apply" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand apply" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand apply" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand apply" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand apply" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand apply" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand apply" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand apply" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand apply" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand apply" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand apply" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand apply" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand apply" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand apply" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand apply" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand apply" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand apply" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand apply" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand apply" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand apply" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand apply" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand apply" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand apply" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand apply" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand apply" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand apply" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand apply" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand apply" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand apply" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand apply" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand apply" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -f -a "create" -d 'Create templates'
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -f -a "update" -d 'Replace templates by others of the same names'
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -f -a "get" -d 'Show templates'
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -f -a "list" -d 'List templates'
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -f -a "delete" -d 'Delete templates'
complete -c argo -n "__fish_argo_using_subcommand template; and not __fish_seen_subcommand_from create update get list delete lint" -f -a "lint" -d 'Check manifests of templates without creating anything'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from create" -l strict -d 'Refuse fields that a template does not have' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from create" -s o -l output -d 'Result format: name, json, yaml or wide' -r -f -a "name\t''
json\t''
yaml\t''
wide\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from create" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from create" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from create" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from create" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from create" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from create" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from create" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from create" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from create" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from create" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from create" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from create" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from create" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from create" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from create" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from create" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from create" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from create" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from create" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from create" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from create" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from create" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from create" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from create" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from create" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from create" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from create" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from create" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from create" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from create" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from create" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from create" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from create" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from create" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from update" -l strict -d 'Refuse fields that a template does not have' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from update" -s o -l output -d 'Result format: name, json, yaml or wide' -r -f -a "name\t''
json\t''
yaml\t''
wide\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from update" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from update" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from update" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from update" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from update" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from update" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from update" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from update" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from update" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from update" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from update" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from update" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from update" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from update" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from update" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from update" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from update" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from update" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from update" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from update" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from update" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from update" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from update" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from update" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from update" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from update" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from update" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from update" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from update" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from update" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from update" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from update" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from update" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from update" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from get" -s o -l output -d 'Result format: name, json, yaml or wide' -r -f -a "name\t''
json\t''
yaml\t''
wide\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from get" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from get" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from get" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from get" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from get" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from get" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from get" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from get" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from get" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from get" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from get" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from get" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from get" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from get" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from get" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from get" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from get" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from get" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from get" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from get" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from get" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from get" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from get" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from get" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from get" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from get" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from get" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from get" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from get" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from get" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from get" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from get" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from get" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from get" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from list" -s l -l selector -d 'Only those with these labels' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from list" -s o -l output -d 'Result format: name or wide' -r -f -a "name\t''
wide\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from list" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from list" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from list" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from list" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from list" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from list" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from list" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from list" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from list" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from list" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from list" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from list" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from list" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from list" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from list" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from list" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from list" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from list" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from list" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from list" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from list" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from list" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from list" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from list" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from list" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from list" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from list" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from list" -s A -l all-namespaces -d 'Templates of all namespaces'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from list" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from list" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from list" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from list" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from list" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from list" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from delete" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from delete" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from delete" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from delete" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from delete" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from delete" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from delete" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from delete" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from delete" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from delete" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from delete" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from delete" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from delete" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from delete" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from delete" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from delete" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from delete" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from delete" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from delete" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from delete" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from delete" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from delete" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from delete" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from delete" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from delete" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from delete" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from delete" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from delete" -l all -d 'All of them'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from delete" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from delete" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from delete" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from delete" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from delete" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -s o -l output -d 'Form of the report: pretty, simple, rich, json, sarif, github or junit; on a terminal rich, else pretty' -r -f -a "pretty\t''
simple\t''
rich\t''
json\t''
sarif\t''
github\t''
junit\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -l strict -d 'Refuse unknown fields and keys that are given twice' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -l explain -d 'Say what a rule of --advice is for, and show an example; `all` lists the rules' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -l offline -d 'Look for templates in the given files only'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -l ignore-missing -d 'Accept references to templates that cannot be found'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -l fix -d 'Mend the files where there is no doubt: misspelt fields, missing quotes, single values that are to be lists'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -l advice -d 'Also say what runs but may not be meant; .argolint.toml chooses among the rules and sets their levels'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand template; and __fish_seen_subcommand_from lint" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -f -a "create" -d 'Create templates'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -f -a "update" -d 'Replace templates by others of the same names'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -f -a "get" -d 'Show templates'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -f -a "list" -d 'List templates'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -f -a "delete" -d 'Delete templates'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and not __fish_seen_subcommand_from create update get list delete lint" -f -a "lint" -d 'Check manifests of templates without creating anything'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from create" -l strict -d 'Refuse fields that a template does not have' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from create" -s o -l output -d 'Result format: name, json, yaml or wide' -r -f -a "name\t''
json\t''
yaml\t''
wide\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from create" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from create" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from create" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from create" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from create" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from create" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from create" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from create" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from create" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from create" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from create" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from create" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from create" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from create" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from create" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from create" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from create" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from create" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from create" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from create" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from create" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from create" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from create" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from create" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from create" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from create" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from create" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from create" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from create" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from create" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from create" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from create" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from create" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from create" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from update" -l strict -d 'Refuse fields that a template does not have' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from update" -s o -l output -d 'Result format: name, json, yaml or wide' -r -f -a "name\t''
json\t''
yaml\t''
wide\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from update" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from update" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from update" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from update" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from update" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from update" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from update" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from update" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from update" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from update" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from update" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from update" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from update" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from update" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from update" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from update" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from update" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from update" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from update" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from update" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from update" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from update" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from update" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from update" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from update" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from update" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from update" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from update" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from update" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from update" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from update" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from update" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from update" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from update" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from get" -s o -l output -d 'Result format: name, json, yaml or wide' -r -f -a "name\t''
json\t''
yaml\t''
wide\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from get" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from get" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from get" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from get" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from get" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from get" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from get" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from get" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from get" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from get" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from get" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from get" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from get" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from get" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from get" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from get" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from get" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from get" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from get" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from get" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from get" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from get" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from get" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from get" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from get" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from get" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from get" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from get" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from get" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from get" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from get" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from get" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from get" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from get" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from list" -s o -l output -d 'Result format: name or wide' -r -f -a "name\t''
wide\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from list" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from list" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from list" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from list" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from list" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from list" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from list" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from list" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from list" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from list" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from list" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from list" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from list" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from list" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from list" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from list" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from list" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from list" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from list" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from list" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from list" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from list" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from list" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from list" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from list" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from list" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from list" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from list" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from list" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from list" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from list" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from list" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from list" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from delete" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from delete" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from delete" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from delete" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from delete" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from delete" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from delete" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from delete" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from delete" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from delete" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from delete" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from delete" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from delete" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from delete" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from delete" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from delete" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from delete" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from delete" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from delete" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from delete" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from delete" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from delete" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from delete" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from delete" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from delete" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from delete" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from delete" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from delete" -l all -d 'All of them'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from delete" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from delete" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from delete" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from delete" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from delete" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -s o -l output -d 'Form of the report: pretty, simple, rich, json, sarif, github or junit; on a terminal rich, else pretty' -r -f -a "pretty\t''
simple\t''
rich\t''
json\t''
sarif\t''
github\t''
junit\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -l strict -d 'Refuse unknown fields and keys that are given twice' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -l explain -d 'Say what a rule of --advice is for, and show an example; `all` lists the rules' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -l offline -d 'Look for templates in the given files only'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -l ignore-missing -d 'Accept references to templates that cannot be found'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -l fix -d 'Mend the files where there is no doubt: misspelt fields, missing quotes, single values that are to be lists'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -l advice -d 'Also say what runs but may not be meant; .argolint.toml chooses among the rules and sets their levels'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cluster-template; and __fish_seen_subcommand_from lint" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -f -a "create" -d 'Create templates'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -f -a "update" -d 'Replace templates by others of the same names'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -f -a "get" -d 'Show templates'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -f -a "list" -d 'List templates'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -f -a "delete" -d 'Delete templates'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and not __fish_seen_subcommand_from create update get list delete lint" -f -a "lint" -d 'Check manifests of templates without creating anything'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from create" -l strict -d 'Refuse fields that a template does not have' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from create" -s o -l output -d 'Result format: name, json, yaml or wide' -r -f -a "name\t''
json\t''
yaml\t''
wide\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from create" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from create" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from create" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from create" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from create" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from create" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from create" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from create" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from create" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from create" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from create" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from create" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from create" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from create" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from create" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from create" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from create" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from create" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from create" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from create" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from create" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from create" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from create" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from create" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from create" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from create" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from create" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from create" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from create" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from create" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from create" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from create" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from create" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from create" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from update" -l strict -d 'Refuse fields that a template does not have' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from update" -s o -l output -d 'Result format: name, json, yaml or wide' -r -f -a "name\t''
json\t''
yaml\t''
wide\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from update" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from update" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from update" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from update" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from update" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from update" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from update" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from update" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from update" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from update" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from update" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from update" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from update" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from update" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from update" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from update" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from update" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from update" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from update" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from update" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from update" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from update" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from update" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from update" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from update" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from update" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from update" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from update" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from update" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from update" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from update" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from update" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from update" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from update" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from get" -s o -l output -d 'Result format: name, json, yaml or wide' -r -f -a "name\t''
json\t''
yaml\t''
wide\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from get" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from get" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from get" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from get" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from get" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from get" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from get" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from get" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from get" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from get" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from get" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from get" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from get" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from get" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from get" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from get" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from get" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from get" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from get" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from get" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from get" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from get" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from get" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from get" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from get" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from get" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from get" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from get" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from get" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from get" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from get" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from get" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from get" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from get" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from list" -s o -l output -d 'Result format: name or wide' -r -f -a "name\t''
wide\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from list" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from list" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from list" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from list" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from list" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from list" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from list" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from list" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from list" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from list" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from list" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from list" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from list" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from list" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from list" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from list" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from list" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from list" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from list" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from list" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from list" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from list" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from list" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from list" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from list" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from list" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from list" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from list" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from list" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from list" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from list" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from list" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from list" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from delete" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from delete" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from delete" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from delete" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from delete" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from delete" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from delete" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from delete" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from delete" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from delete" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from delete" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from delete" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from delete" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from delete" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from delete" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from delete" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from delete" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from delete" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from delete" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from delete" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from delete" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from delete" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from delete" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from delete" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from delete" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from delete" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from delete" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from delete" -l all -d 'All of them'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from delete" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from delete" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from delete" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from delete" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from delete" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -s o -l output -d 'Form of the report: pretty, simple, rich, json, sarif, github or junit; on a terminal rich, else pretty' -r -f -a "pretty\t''
simple\t''
rich\t''
json\t''
sarif\t''
github\t''
junit\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -l strict -d 'Refuse unknown fields and keys that are given twice' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -l explain -d 'Say what a rule of --advice is for, and show an example; `all` lists the rules' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -l offline -d 'Look for templates in the given files only'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -l ignore-missing -d 'Accept references to templates that cannot be found'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -l fix -d 'Mend the files where there is no doubt: misspelt fields, missing quotes, single values that are to be lists'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -l advice -d 'Also say what runs but may not be meant; .argolint.toml chooses among the rules and sets their levels'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cwftmpl; and __fish_seen_subcommand_from lint" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -f -a "create" -d 'Create templates'
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -f -a "update" -d 'Replace templates by others of the same names'
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -f -a "get" -d 'Show templates'
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -f -a "list" -d 'List templates'
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -f -a "delete" -d 'Delete templates'
complete -c argo -n "__fish_argo_using_subcommand cwft; and not __fish_seen_subcommand_from create update get list delete lint" -f -a "lint" -d 'Check manifests of templates without creating anything'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from create" -l strict -d 'Refuse fields that a template does not have' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from create" -s o -l output -d 'Result format: name, json, yaml or wide' -r -f -a "name\t''
json\t''
yaml\t''
wide\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from create" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from create" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from create" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from create" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from create" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from create" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from create" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from create" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from create" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from create" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from create" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from create" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from create" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from create" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from create" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from create" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from create" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from create" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from create" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from create" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from create" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from create" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from create" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from create" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from create" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from create" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from create" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from create" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from create" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from create" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from create" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from create" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from create" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from create" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from update" -l strict -d 'Refuse fields that a template does not have' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from update" -s o -l output -d 'Result format: name, json, yaml or wide' -r -f -a "name\t''
json\t''
yaml\t''
wide\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from update" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from update" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from update" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from update" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from update" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from update" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from update" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from update" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from update" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from update" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from update" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from update" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from update" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from update" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from update" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from update" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from update" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from update" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from update" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from update" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from update" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from update" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from update" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from update" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from update" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from update" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from update" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from update" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from update" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from update" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from update" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from update" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from update" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from update" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from get" -s o -l output -d 'Result format: name, json, yaml or wide' -r -f -a "name\t''
json\t''
yaml\t''
wide\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from get" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from get" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from get" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from get" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from get" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from get" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from get" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from get" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from get" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from get" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from get" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from get" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from get" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from get" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from get" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from get" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from get" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from get" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from get" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from get" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from get" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from get" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from get" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from get" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from get" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from get" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from get" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from get" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from get" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from get" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from get" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from get" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from get" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from get" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from list" -s o -l output -d 'Result format: name or wide' -r -f -a "name\t''
wide\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from list" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from list" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from list" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from list" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from list" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from list" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from list" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from list" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from list" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from list" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from list" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from list" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from list" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from list" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from list" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from list" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from list" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from list" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from list" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from list" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from list" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from list" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from list" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from list" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from list" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from list" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from list" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from list" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from list" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from list" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from list" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from list" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from list" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from delete" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from delete" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from delete" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from delete" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from delete" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from delete" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from delete" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from delete" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from delete" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from delete" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from delete" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from delete" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from delete" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from delete" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from delete" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from delete" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from delete" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from delete" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from delete" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from delete" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from delete" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from delete" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from delete" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from delete" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from delete" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from delete" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from delete" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from delete" -l all -d 'All of them'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from delete" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from delete" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from delete" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from delete" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from delete" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -s o -l output -d 'Form of the report: pretty, simple, rich, json, sarif, github or junit; on a terminal rich, else pretty' -r -f -a "pretty\t''
simple\t''
rich\t''
json\t''
sarif\t''
github\t''
junit\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -l strict -d 'Refuse unknown fields and keys that are given twice' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -l explain -d 'Say what a rule of --advice is for, and show an example; `all` lists the rules' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -l offline -d 'Look for templates in the given files only'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -l ignore-missing -d 'Accept references to templates that cannot be found'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -l fix -d 'Mend the files where there is no doubt: misspelt fields, missing quotes, single values that are to be lists'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -l advice -d 'Also say what runs but may not be meant; .argolint.toml chooses among the rules and sets their levels'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cwft; and __fish_seen_subcommand_from lint" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -f -a "create" -d 'Create CronWorkflows'
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -f -a "update" -d 'Replace CronWorkflows by others of the same names'
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -f -a "get" -d 'Show CronWorkflows'
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -f -a "list" -d 'List CronWorkflows'
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -f -a "delete" -d 'Delete CronWorkflows'
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -f -a "backfill" -d 'Make up for runs that a schedule has missed'
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -f -a "lint" -d 'Check manifests of CronWorkflows without creating anything'
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -f -a "suspend" -d 'Start no more workflows'
complete -c argo -n "__fish_argo_using_subcommand cron; and not __fish_seen_subcommand_from create update get list delete backfill lint suspend resume" -f -a "resume" -d 'Start workflows again'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -l schedule -d 'When to start, instead of the schedules in the file' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -l name -d 'Name of the CronWorkflow' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -l generate-name -d 'Beginning of a name that is completed at random' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -l entrypoint -d 'Template to start with' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -l serviceaccount -d 'Service account to run as' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -s p -l parameter -d 'Argument of the workflow, as NAME=VALUE (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -s f -l parameter-file -d 'File or URL with a mapping of argument names to values' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -s l -l labels -d 'Labels to add, e.g. team=blue,env=test' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -l strict -d 'Refuse fields that a CronWorkflow does not have' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -s o -l output -d 'Result format: name, json, yaml or wide' -r -f -a "name\t''
json\t''
yaml\t''
wide\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from create" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -l name -d 'Name of the CronWorkflow' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -l generate-name -d 'Beginning of a name that is completed at random' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -l entrypoint -d 'Template to start with' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -l serviceaccount -d 'Service account to run as' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -s p -l parameter -d 'Argument of the workflow, as NAME=VALUE (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -s f -l parameter-file -d 'File or URL with a mapping of argument names to values' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -s l -l labels -d 'Labels to add, e.g. team=blue,env=test' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -l strict -d 'Refuse fields that a CronWorkflow does not have' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -s o -l output -d 'Result format: name, json, yaml or wide' -r -f -a "name\t''
json\t''
yaml\t''
wide\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from update" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from get" -s o -l output -d 'Result format: name, json, yaml or wide' -r -f -a "name\t''
json\t''
yaml\t''
wide\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from get" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from get" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from get" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from get" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from get" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from get" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from get" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from get" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from get" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from get" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from get" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from get" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from get" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from get" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from get" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from get" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from get" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from get" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from get" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from get" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from get" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from get" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from get" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from get" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from get" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from get" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from get" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from get" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from get" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from get" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from get" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from get" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from get" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from get" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from list" -s l -l selector -d 'Only those with these labels' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from list" -s o -l output -d 'Result format: name or wide' -r -f -a "name\t''
wide\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from list" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from list" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from list" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from list" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from list" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from list" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from list" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from list" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from list" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from list" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from list" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from list" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from list" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from list" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from list" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from list" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from list" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from list" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from list" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from list" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from list" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from list" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from list" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from list" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from list" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from list" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from list" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from list" -s A -l all-namespaces -d 'CronWorkflows of all namespaces'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from list" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from list" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from list" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from list" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from list" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from list" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from delete" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from delete" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from delete" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from delete" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from delete" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from delete" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from delete" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from delete" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from delete" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from delete" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from delete" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from delete" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from delete" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from delete" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from delete" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from delete" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from delete" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from delete" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from delete" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from delete" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from delete" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from delete" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from delete" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from delete" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from delete" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from delete" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from delete" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from delete" -l all -d 'All of them'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from delete" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from delete" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from delete" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from delete" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from delete" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -l start -d 'Beginning of the period' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -l end -d 'End of the period; now when not given' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -l format -d 'How --start and --end are written, as Go writes layouts' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -l name -d 'Name of the backfill; random when not given' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -l argname -d 'Argument of the workflows that receives the time of the schedule' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -l maxworkflowcount -d 'How many times one creating workflow takes' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -l parallel -d 'Run the workflows side by side'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from backfill" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -s o -l output -d 'Form of the report: pretty, simple, rich, json, sarif, github or junit; on a terminal rich, else pretty' -r -f -a "pretty\t''
simple\t''
rich\t''
json\t''
sarif\t''
github\t''
junit\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -l strict -d 'Refuse unknown fields and keys that are given twice' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -l explain -d 'Say what a rule of --advice is for, and show an example; `all` lists the rules' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -l offline -d 'Look for templates in the given files only'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -l ignore-missing -d 'Accept references to templates that cannot be found'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -l fix -d 'Mend the files where there is no doubt: misspelt fields, missing quotes, single values that are to be lists'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -l advice -d 'Also say what runs but may not be meant; .argolint.toml chooses among the rules and sets their levels'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from lint" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from suspend" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from suspend" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from suspend" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from suspend" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from suspend" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from suspend" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from suspend" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from suspend" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from suspend" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from suspend" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from suspend" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from suspend" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from suspend" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from suspend" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from suspend" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from suspend" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from suspend" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from suspend" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from suspend" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from suspend" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from suspend" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from suspend" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from suspend" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from suspend" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from suspend" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from suspend" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from suspend" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from suspend" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from suspend" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from suspend" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from suspend" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from suspend" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from suspend" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from suspend" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from resume" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from resume" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from resume" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from resume" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from resume" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from resume" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from resume" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from resume" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from resume" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from resume" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from resume" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from resume" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from resume" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from resume" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from resume" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from resume" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from resume" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from resume" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from resume" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from resume" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from resume" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from resume" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from resume" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from resume" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from resume" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from resume" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from resume" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from resume" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from resume" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from resume" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from resume" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from resume" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from resume" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand cron; and __fish_seen_subcommand_from resume" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand sync; and not __fish_seen_subcommand_from create get update delete" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and not __fish_seen_subcommand_from create get update delete" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and not __fish_seen_subcommand_from create get update delete" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand sync; and not __fish_seen_subcommand_from create get update delete" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand sync; and not __fish_seen_subcommand_from create get update delete" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand sync; and not __fish_seen_subcommand_from create get update delete" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand sync; and not __fish_seen_subcommand_from create get update delete" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand sync; and not __fish_seen_subcommand_from create get update delete" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and not __fish_seen_subcommand_from create get update delete" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and not __fish_seen_subcommand_from create get update delete" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and not __fish_seen_subcommand_from create get update delete" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and not __fish_seen_subcommand_from create get update delete" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and not __fish_seen_subcommand_from create get update delete" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and not __fish_seen_subcommand_from create get update delete" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and not __fish_seen_subcommand_from create get update delete" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and not __fish_seen_subcommand_from create get update delete" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and not __fish_seen_subcommand_from create get update delete" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and not __fish_seen_subcommand_from create get update delete" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and not __fish_seen_subcommand_from create get update delete" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and not __fish_seen_subcommand_from create get update delete" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and not __fish_seen_subcommand_from create get update delete" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and not __fish_seen_subcommand_from create get update delete" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and not __fish_seen_subcommand_from create get update delete" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and not __fish_seen_subcommand_from create get update delete" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand sync; and not __fish_seen_subcommand_from create get update delete" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and not __fish_seen_subcommand_from create get update delete" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and not __fish_seen_subcommand_from create get update delete" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand sync; and not __fish_seen_subcommand_from create get update delete" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand sync; and not __fish_seen_subcommand_from create get update delete" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand sync; and not __fish_seen_subcommand_from create get update delete" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand sync; and not __fish_seen_subcommand_from create get update delete" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand sync; and not __fish_seen_subcommand_from create get update delete" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand sync; and not __fish_seen_subcommand_from create get update delete" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand sync; and not __fish_seen_subcommand_from create get update delete" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand sync; and not __fish_seen_subcommand_from create get update delete" -f -a "create" -d 'Create a limit'
complete -c argo -n "__fish_argo_using_subcommand sync; and not __fish_seen_subcommand_from create get update delete" -f -a "get" -d 'Show a limit'
complete -c argo -n "__fish_argo_using_subcommand sync; and not __fish_seen_subcommand_from create get update delete" -f -a "update" -d 'Change a limit'
complete -c argo -n "__fish_argo_using_subcommand sync; and not __fish_seen_subcommand_from create get update delete" -f -a "delete" -d 'Delete a limit'
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from create" -l type -d 'Where it is kept: configmap, or database (which takes an Argo Server)' -r -f -a "configmap\t''
database\t''"
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from create" -l cm-name -d 'ConfigMap it is in' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from create" -l limit -d 'How many may hold the semaphore at once' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from create" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from create" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from create" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from create" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from create" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from create" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from create" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from create" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from create" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from create" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from create" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from create" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from create" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from create" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from create" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from create" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from create" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from create" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from create" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from create" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from create" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from create" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from create" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from create" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from create" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from create" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from create" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from create" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from create" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from create" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from create" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from create" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from create" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from create" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from get" -l type -d 'Where it is kept: configmap, or database (which takes an Argo Server)' -r -f -a "configmap\t''
database\t''"
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from get" -l cm-name -d 'ConfigMap it is in' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from get" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from get" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from get" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from get" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from get" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from get" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from get" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from get" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from get" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from get" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from get" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from get" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from get" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from get" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from get" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from get" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from get" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from get" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from get" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from get" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from get" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from get" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from get" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from get" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from get" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from get" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from get" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from get" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from get" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from get" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from get" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from get" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from get" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from get" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from update" -l type -d 'Where it is kept: configmap, or database (which takes an Argo Server)' -r -f -a "configmap\t''
database\t''"
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from update" -l cm-name -d 'ConfigMap it is in' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from update" -l limit -d 'How many may hold the semaphore at once' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from update" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from update" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from update" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from update" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from update" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from update" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from update" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from update" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from update" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from update" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from update" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from update" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from update" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from update" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from update" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from update" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from update" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from update" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from update" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from update" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from update" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from update" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from update" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from update" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from update" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from update" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from update" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from update" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from update" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from update" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from update" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from update" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from update" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from update" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from delete" -l type -d 'Where it is kept: configmap, or database (which takes an Argo Server)' -r -f -a "configmap\t''
database\t''"
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from delete" -l cm-name -d 'ConfigMap it is in' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from delete" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from delete" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from delete" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from delete" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from delete" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from delete" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from delete" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from delete" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from delete" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from delete" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from delete" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from delete" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from delete" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from delete" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from delete" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from delete" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from delete" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from delete" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from delete" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from delete" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from delete" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from delete" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from delete" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from delete" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from delete" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from delete" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from delete" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from delete" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from delete" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from delete" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from delete" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from delete" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand sync; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -f -a "start" -d 'Start the engine; other commands do that by themselves'
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -f -a "stop" -d 'End the engine; what runs goes on, and the next engine takes it over'
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -f -a "status" -d 'Say whether an engine runs, and what it is doing'
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -f -a "logs" -d 'Print the engine\'s own log'
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -f -a "reset" -d 'End the engine and delete everything it keeps: workflows, logs, artifacts'
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -f -a "kubeconfig" -d 'Print a kubeconfig for kubectl and other clients'
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -f -a "token" -d 'Print the bearer token that other clients need'
complete -c argo -n "__fish_argo_using_subcommand local; and not __fish_seen_subcommand_from start stop status logs reset kubeconfig token serve" -f -a "serve" -d 'Run the engine in the foreground, for containers and services'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from start" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from start" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from start" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from start" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from start" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from start" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from start" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from start" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from start" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from start" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from start" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from start" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from start" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from start" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from start" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from start" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from start" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from start" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from start" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from start" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from start" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from start" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from start" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from start" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from start" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from start" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from start" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from start" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from start" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from start" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from start" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from start" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from start" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from start" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from stop" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from stop" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from stop" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from stop" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from stop" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from stop" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from stop" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from stop" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from stop" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from stop" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from stop" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from stop" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from stop" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from stop" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from stop" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from stop" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from stop" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from stop" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from stop" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from stop" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from stop" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from stop" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from stop" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from stop" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from stop" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from stop" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from stop" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from stop" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from stop" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from stop" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from stop" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from stop" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from stop" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from stop" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from status" -s o -l output -d 'Result format: json or yaml' -r -f -a "json\t''
yaml\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from status" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from status" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from status" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from status" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from status" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from status" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from status" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from status" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from status" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from status" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from status" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from status" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from status" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from status" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from status" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from status" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from status" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from status" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from status" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from status" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from status" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from status" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from status" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from status" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from status" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from status" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from status" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from status" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from status" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from status" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from status" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from status" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from status" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from logs" -l tail -d 'Only so many lines at the end' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from logs" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from logs" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from logs" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from logs" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from logs" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from logs" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from logs" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from logs" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from logs" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from logs" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from logs" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from logs" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from logs" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from logs" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from logs" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from logs" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from logs" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from logs" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from logs" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from logs" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from logs" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from logs" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from logs" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from logs" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from logs" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from logs" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from logs" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from logs" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from logs" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from logs" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from logs" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from logs" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from logs" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from logs" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from reset" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from reset" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from reset" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from reset" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from reset" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from reset" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from reset" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from reset" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from reset" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from reset" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from reset" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from reset" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from reset" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from reset" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from reset" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from reset" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from reset" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from reset" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from reset" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from reset" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from reset" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from reset" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from reset" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from reset" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from reset" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from reset" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from reset" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from reset" -s y -l yes -d 'Do not ask'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from reset" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from reset" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from reset" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from reset" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from reset" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from reset" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from reset" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from kubeconfig" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from kubeconfig" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from kubeconfig" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from kubeconfig" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from kubeconfig" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from kubeconfig" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from kubeconfig" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from kubeconfig" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from kubeconfig" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from kubeconfig" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from kubeconfig" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from kubeconfig" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from kubeconfig" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from kubeconfig" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from kubeconfig" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from kubeconfig" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from kubeconfig" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from kubeconfig" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from kubeconfig" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from kubeconfig" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from kubeconfig" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from kubeconfig" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from kubeconfig" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from kubeconfig" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from kubeconfig" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from kubeconfig" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from kubeconfig" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from kubeconfig" -l read-only -d 'For looking only, and not at secrets'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from kubeconfig" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from kubeconfig" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from kubeconfig" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from kubeconfig" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from kubeconfig" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from kubeconfig" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from kubeconfig" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from token" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from token" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from token" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from token" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from token" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from token" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from token" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from token" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from token" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from token" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from token" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from token" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from token" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from token" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from token" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from token" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from token" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from token" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from token" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from token" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from token" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from token" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from token" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from token" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from token" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from token" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from token" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from token" -l read-only -d 'The one for looking only, and not at secrets'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from token" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from token" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from token" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from token" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from token" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from token" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from token" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from serve" -l listen -d 'Address for kubectl and other clients, e.g. 127.0.0.1:6443' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from serve" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from serve" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from serve" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from serve" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from serve" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from serve" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from serve" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from serve" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from serve" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from serve" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from serve" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from serve" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from serve" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from serve" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from serve" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from serve" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from serve" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from serve" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from serve" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from serve" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from serve" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from serve" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from serve" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from serve" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from serve" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from serve" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from serve" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from serve" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from serve" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from serve" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from serve" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from serve" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from serve" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand local; and __fish_seen_subcommand_from serve" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand auth; and not __fish_seen_subcommand_from token" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and not __fish_seen_subcommand_from token" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and not __fish_seen_subcommand_from token" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand auth; and not __fish_seen_subcommand_from token" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand auth; and not __fish_seen_subcommand_from token" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand auth; and not __fish_seen_subcommand_from token" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand auth; and not __fish_seen_subcommand_from token" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand auth; and not __fish_seen_subcommand_from token" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and not __fish_seen_subcommand_from token" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and not __fish_seen_subcommand_from token" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and not __fish_seen_subcommand_from token" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and not __fish_seen_subcommand_from token" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and not __fish_seen_subcommand_from token" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and not __fish_seen_subcommand_from token" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and not __fish_seen_subcommand_from token" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and not __fish_seen_subcommand_from token" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and not __fish_seen_subcommand_from token" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and not __fish_seen_subcommand_from token" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and not __fish_seen_subcommand_from token" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and not __fish_seen_subcommand_from token" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and not __fish_seen_subcommand_from token" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and not __fish_seen_subcommand_from token" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and not __fish_seen_subcommand_from token" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and not __fish_seen_subcommand_from token" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand auth; and not __fish_seen_subcommand_from token" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and not __fish_seen_subcommand_from token" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and not __fish_seen_subcommand_from token" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand auth; and not __fish_seen_subcommand_from token" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand auth; and not __fish_seen_subcommand_from token" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand auth; and not __fish_seen_subcommand_from token" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand auth; and not __fish_seen_subcommand_from token" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand auth; and not __fish_seen_subcommand_from token" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand auth; and not __fish_seen_subcommand_from token" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand auth; and not __fish_seen_subcommand_from token" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand auth; and not __fish_seen_subcommand_from token" -f -a "token" -d 'Print the value of the header `Authorization`, e.g. `Bearer …`; it is a secret'
complete -c argo -n "__fish_argo_using_subcommand auth; and __fish_seen_subcommand_from token" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and __fish_seen_subcommand_from token" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and __fish_seen_subcommand_from token" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand auth; and __fish_seen_subcommand_from token" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand auth; and __fish_seen_subcommand_from token" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand auth; and __fish_seen_subcommand_from token" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand auth; and __fish_seen_subcommand_from token" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand auth; and __fish_seen_subcommand_from token" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and __fish_seen_subcommand_from token" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and __fish_seen_subcommand_from token" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and __fish_seen_subcommand_from token" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and __fish_seen_subcommand_from token" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and __fish_seen_subcommand_from token" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and __fish_seen_subcommand_from token" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and __fish_seen_subcommand_from token" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and __fish_seen_subcommand_from token" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and __fish_seen_subcommand_from token" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and __fish_seen_subcommand_from token" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and __fish_seen_subcommand_from token" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and __fish_seen_subcommand_from token" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and __fish_seen_subcommand_from token" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and __fish_seen_subcommand_from token" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and __fish_seen_subcommand_from token" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and __fish_seen_subcommand_from token" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand auth; and __fish_seen_subcommand_from token" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and __fish_seen_subcommand_from token" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand auth; and __fish_seen_subcommand_from token" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand auth; and __fish_seen_subcommand_from token" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand auth; and __fish_seen_subcommand_from token" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand auth; and __fish_seen_subcommand_from token" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand auth; and __fish_seen_subcommand_from token" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand auth; and __fish_seen_subcommand_from token" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand auth; and __fish_seen_subcommand_from token" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand auth; and __fish_seen_subcommand_from token" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -f -a "list" -d 'List archived workflows'
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -f -a "get" -d 'Show an archived workflow'
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -f -a "delete" -d 'Delete archived workflows'
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -f -a "list-label-keys" -d 'List the keys of labels in the archive'
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -f -a "list-label-values" -d 'List the values of a label in the archive'
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -f -a "resubmit" -d 'Run archived workflows again as new ones'
complete -c argo -n "__fish_argo_using_subcommand archive; and not __fish_seen_subcommand_from list get delete list-label-keys list-label-values resubmit retry" -f -a "retry" -d 'Run the failed steps of archived workflows again'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list" -l chunk-size -d 'How many to ask the server for at once; all are listed in any case' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list" -s l -l selector -d 'Only those with these labels' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list" -s o -l output -d 'Result format: name, json, yaml or wide' -r -f -a "name\t''
json\t''
yaml\t''
wide\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from get" -s o -l output -d 'Result format: json, yaml or wide' -r -f -a "json\t''
yaml\t''
wide\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from get" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from get" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from get" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from get" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from get" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from get" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from get" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from get" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from get" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from get" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from get" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from get" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from get" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from get" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from get" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from get" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from get" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from get" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from get" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from get" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from get" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from get" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from get" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from get" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from get" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from get" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from get" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from get" -l name -d 'What is given is a name'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from get" -l uid -d 'What is given is a uid'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from get" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from get" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from get" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from get" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from get" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from get" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from get" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from delete" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from delete" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from delete" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from delete" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from delete" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from delete" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from delete" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from delete" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from delete" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from delete" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from delete" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from delete" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from delete" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from delete" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from delete" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from delete" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from delete" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from delete" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from delete" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from delete" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from delete" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from delete" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from delete" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from delete" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from delete" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from delete" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from delete" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from delete" -l name -d 'What is given is a name'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from delete" -l uid -d 'What is given is a uid'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from delete" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from delete" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from delete" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from delete" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from delete" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-keys" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-keys" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-keys" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-keys" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-keys" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-keys" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-keys" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-keys" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-keys" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-keys" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-keys" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-keys" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-keys" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-keys" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-keys" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-keys" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-keys" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-keys" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-keys" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-keys" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-keys" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-keys" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-keys" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-keys" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-keys" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-keys" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-keys" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-keys" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-keys" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-keys" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-keys" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-keys" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-keys" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-keys" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-values" -s l -l selector -d 'Key of the label' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-values" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-values" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-values" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-values" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-values" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-values" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-values" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-values" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-values" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-values" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-values" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-values" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-values" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-values" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-values" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-values" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-values" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-values" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-values" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-values" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-values" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-values" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-values" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-values" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-values" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-values" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-values" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-values" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-values" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-values" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-values" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-values" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-values" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from list-label-values" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -s l -l selector -d 'Those with these labels, of all namespaces' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -l field-selector -d 'Namespace of those that --selector chooses, as Argo takes this flag' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -s p -l parameter -d 'Argument of the workflow, as NAME=VALUE (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -s o -l output -d 'Result format: name, json, yaml or wide' -r -f -a "name\t''
json\t''
yaml\t''
wide\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -l priority -d 'Accepted for older scripts; priorities come from the workflow' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -l name -d 'What is given is a name'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -l uid -d 'What is given is a uid'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -l watch -d 'Show the steps as they run, until the workflow ends'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -s w -l wait -d 'Wait until the workflow ends; the exit status says how it ended'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -l log -d 'Print the logs until the workflow ends'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -l memoized -d 'Keep what succeeded; for workflows that failed'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from resubmit" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -s l -l selector -d 'Those with these labels, of all namespaces' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -l field-selector -d 'Namespace of those that --selector chooses, as Argo takes this flag' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -s p -l parameter -d 'Argument of the workflow, as NAME=VALUE (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -s o -l output -d 'Result format: name, json, yaml or wide' -r -f -a "name\t''
json\t''
yaml\t''
wide\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -l node-field-selector -d 'Steps to run again, e.g. templateName=build; with --restart-successful' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -l name -d 'What is given is a name'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -l uid -d 'What is given is a uid'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -l watch -d 'Show the steps as they run, until the workflow ends'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -s w -l wait -d 'Wait until the workflow ends; the exit status says how it ended'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -l log -d 'Print the logs until the workflow ends'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -l restart-successful -d 'Also run successful steps again: those that --node-field-selector names'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand archive; and __fish_seen_subcommand_from retry" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand version" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand version" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand version" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand version" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand version" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand version" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand version" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand version" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand version" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand version" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand version" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand version" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand version" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand version" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand version" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand version" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand version" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand version" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand version" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand version" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand version" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand version" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand version" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand version" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand version" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand version" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand version" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand version" -l short -d 'Print just the number'
complete -c argo -n "__fish_argo_using_subcommand version" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand version" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand version" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand version" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand version" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand version" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand version" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand completion" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand completion" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand completion" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand completion" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand completion" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand completion" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand completion" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand completion" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand completion" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand completion" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand completion" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand completion" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand completion" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand completion" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand completion" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand completion" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand completion" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand completion" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand completion" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand completion" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand completion" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand completion" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand completion" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand completion" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand completion" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand completion" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand completion" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand completion" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand completion" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand completion" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand completion" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand completion" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand completion" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand completion" -s h -l help -d 'Print help'
complete -c argo -n "__fish_argo_using_subcommand help" -s n -l namespace -d 'Namespace to work in' -r
complete -c argo -n "__fish_argo_using_subcommand help" -l instanceid -d 'Only objects of the controller with this instance id' -r
complete -c argo -n "__fish_argo_using_subcommand help" -l loglevel -d 'Say on standard error what happens inside: debug, info, warn or error' -r -f -a "debug\t''
info\t''
warn\t''
error\t''"
complete -c argo -n "__fish_argo_using_subcommand help" -l log-format -d 'Form of these messages: text or json' -r -f -a "text\t''
json\t''"
complete -c argo -n "__fish_argo_using_subcommand help" -l runtime -d 'What runs the steps; so far: host' -r -f -a "host\t''"
complete -c argo -n "__fish_argo_using_subcommand help" -l sandbox -d '`off` runs steps without namespaces of their own: they can see and change your files' -r -f -a "on\t''
off\t''"
complete -c argo -n "__fish_argo_using_subcommand help" -l kubeconfig -d 'Kubeconfig file' -r -F
complete -c argo -n "__fish_argo_using_subcommand help" -l context -d 'Context of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand help" -l cluster -d 'Cluster of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand help" -l user -d 'User of the kubeconfig' -r
complete -c argo -n "__fish_argo_using_subcommand help" -l server -d 'Address of the Kubernetes API server' -r
complete -c argo -n "__fish_argo_using_subcommand help" -l token -d 'Bearer token for the API server' -r
complete -c argo -n "__fish_argo_using_subcommand help" -l username -d 'User name for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand help" -l password -d 'Password for basic authentication' -r
complete -c argo -n "__fish_argo_using_subcommand help" -l as -d 'User to act as' -r
complete -c argo -n "__fish_argo_using_subcommand help" -l as-group -d 'Group to act as (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand help" -l certificate-authority -d 'File with the certificate authority of the API server' -r
complete -c argo -n "__fish_argo_using_subcommand help" -l client-certificate -d 'File with the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand help" -l client-key -d 'File with the key of the client certificate' -r
complete -c argo -n "__fish_argo_using_subcommand help" -l tls-server-name -d 'Name that the API server\'s certificate must have' -r
complete -c argo -n "__fish_argo_using_subcommand help" -l proxy-url -d 'Proxy to reach the API server by' -r
complete -c argo -n "__fish_argo_using_subcommand help" -l request-timeout -d 'How long the API server may take to answer, e.g. 30s; 0: as long as it wants' -r
complete -c argo -n "__fish_argo_using_subcommand help" -s s -l argo-server -d 'Argo Server to go through instead of the cluster\'s own API, as host:port' -r
complete -c argo -n "__fish_argo_using_subcommand help" -s e -l secure -d 'Speak TLS to the Argo Server' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand help" -l argo-base-href -d 'Path before that of every request to the Argo Server' -r
complete -c argo -n "__fish_argo_using_subcommand help" -s H -l header -d 'Further header of requests to the Argo Server (repeatable)' -r
complete -c argo -n "__fish_argo_using_subcommand help" -l argo-http1 -d 'Speak HTTP/1 to the Argo Server, as this program always does' -r -f -a "true\t''
false\t''"
complete -c argo -n "__fish_argo_using_subcommand help" -l no-color -d 'Print without colours'
complete -c argo -n "__fish_argo_using_subcommand help" -s v -l verbose -d 'The same as --loglevel debug'
complete -c argo -n "__fish_argo_using_subcommand help" -l local -d 'Run on this machine, whatever cluster is configured'
complete -c argo -n "__fish_argo_using_subcommand help" -l insecure-skip-tls-verify -d 'Do not check the API server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand help" -l disable-compression -d 'Ask for answers that are not compressed'
complete -c argo -n "__fish_argo_using_subcommand help" -s k -l insecure-skip-verify -d 'Do not check the Argo Server\'s certificate'
complete -c argo -n "__fish_argo_using_subcommand help" -s h -l help -d 'Print help'
