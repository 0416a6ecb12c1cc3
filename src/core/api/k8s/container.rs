//! Containers and what belongs to them.

use super::{BOOL, CONFIG_MAP_KEY, INT, INT_OR_STRING, LONG, QUANTITY, SECRET_KEY, STR, of, tables};
use crate::core::api::schema::Kind;

tables! {
    container("v1.Container") {
        "name" always (STR), "image" may (STR), "command" may (Kind::List(&STR)), "args" may (Kind::List(&STR)),
        "workingDir" may (STR), "ports" may (Kind::List(&of(container_port))),
        "envFrom" may (Kind::List(&of(env_from_source))), "env" may (Kind::List(&of(env_var))),
        "resources" always (of(resource_requirements)),
        "resizePolicy" may (Kind::List(&of(container_resize_policy))),
        "restartPolicy" ptr (Kind::Str("v1.ContainerRestartPolicy")),
        "restartPolicyRules" may (Kind::List(&of(container_restart_rule))),
        "volumeMounts" may (Kind::List(&of(volume_mount))), "volumeDevices" may (Kind::List(&of(volume_device))),
        "livenessProbe" ptr (of(probe)), "readinessProbe" ptr (of(probe)), "startupProbe" ptr (of(probe)),
        "lifecycle" ptr (of(lifecycle)), "terminationMessagePath" may (STR),
        "terminationMessagePolicy" may (Kind::Str("v1.TerminationMessagePolicy")),
        "imagePullPolicy" may (Kind::Str("v1.PullPolicy")), "securityContext" ptr (of(security_context)),
        "stdin" may (BOOL), "stdinOnce" may (BOOL), "tty" may (BOOL),
    }
    container_port("v1.ContainerPort") {
        "name" may (STR), "hostPort" may (INT), "containerPort" always (INT),
        "protocol" may (Kind::Str("v1.Protocol")), "hostIP" may (STR),
    }
    env_from_source("v1.EnvFromSource") {
        "prefix" may (STR), "configMapRef" ptr (of(config_map_env_source)), "secretRef" ptr (of(secret_env_source)),
    }
    env_var("v1.EnvVar") {
        "name" always (STR), "value" may (STR), "valueFrom" ptr (of(env_var_source)),
    }
    resource_requirements("v1.ResourceRequirements") {
        "limits" may (Kind::NamedMap(&QUANTITY, "v1.ResourceList")),
        "requests" may (Kind::NamedMap(&QUANTITY, "v1.ResourceList")),
        "claims" may (Kind::List(&of(resource_claim))),
    }
    container_resize_policy("v1.ContainerResizePolicy") {
        "resourceName" always (Kind::Str("v1.ResourceName")),
        "restartPolicy" always (Kind::Str("v1.ResourceResizeRestartPolicy")),
    }
    container_restart_rule("v1.ContainerRestartRule") {
        "action" may (Kind::Str("v1.ContainerRestartRuleAction")),
        "exitCodes" ptr (of(container_restart_rule_on_exit_codes)),
    }
    volume_mount("v1.VolumeMount") {
        "name" always (STR), "readOnly" may (BOOL), "recursiveReadOnly" ptr (Kind::Str("v1.RecursiveReadOnlyMode")),
        "mountPath" always (STR), "subPath" may (STR),
        "mountPropagation" ptr (Kind::Str("v1.MountPropagationMode")), "subPathExpr" may (STR),
    }
    volume_device("v1.VolumeDevice") {
        "name" always (STR), "devicePath" always (STR),
    }
    probe("v1.Probe") {
        "exec" ptr (of(exec_action)), "httpGet" ptr (of(http_get_action)), "tcpSocket" ptr (of(tcp_socket_action)),
        "grpc" ptr (of(grpc_action)), "initialDelaySeconds" may (INT), "timeoutSeconds" may (INT),
        "periodSeconds" may (INT), "successThreshold" may (INT), "failureThreshold" may (INT),
        "terminationGracePeriodSeconds" ptr (LONG),
    }
    lifecycle("v1.Lifecycle") {
        "postStart" ptr (of(lifecycle_handler)), "preStop" ptr (of(lifecycle_handler)),
        "stopSignal" ptr (Kind::Str("v1.Signal")),
    }
    security_context("v1.SecurityContext") {
        "capabilities" ptr (of(capabilities)), "privileged" ptr (BOOL), "seLinuxOptions" ptr (of(se_linux_options)),
        "windowsOptions" ptr (of(windows_security_context_options)), "runAsUser" ptr (LONG),
        "runAsGroup" ptr (LONG), "runAsNonRoot" ptr (BOOL), "readOnlyRootFilesystem" ptr (BOOL),
        "allowPrivilegeEscalation" ptr (BOOL), "procMount" ptr (Kind::Str("v1.ProcMountType")),
        "seccompProfile" ptr (of(seccomp_profile)), "appArmorProfile" ptr (of(app_armor_profile)),
    }
    config_map_env_source("v1.ConfigMapEnvSource") {
        "name" may (STR), "optional" ptr (BOOL),
    }
    secret_env_source("v1.SecretEnvSource") {
        "name" may (STR), "optional" ptr (BOOL),
    }
    env_var_source("v1.EnvVarSource") {
        "fieldRef" ptr (of(object_field_selector)), "resourceFieldRef" ptr (of(resource_field_selector)),
        "configMapKeyRef" ptr (CONFIG_MAP_KEY), "secretKeyRef" ptr (SECRET_KEY),
        "fileKeyRef" ptr (of(file_key_selector)),
    }
    resource_claim("v1.ResourceClaim") {
        "name" always (STR), "request" may (STR),
    }
    container_restart_rule_on_exit_codes("v1.ContainerRestartRuleOnExitCodes") {
        "operator" may (Kind::Str("v1.ContainerRestartRuleOnExitCodesOperator")), "values" may (Kind::List(&INT)),
    }
    exec_action("v1.ExecAction") {
        "command" may (Kind::List(&STR)),
    }
    http_get_action("v1.HTTPGetAction") {
        "path" may (STR), "port" always (INT_OR_STRING), "host" may (STR), "scheme" may (Kind::Str("v1.URIScheme")),
        "httpHeaders" may (Kind::List(&of(http_header))),
    }
    tcp_socket_action("v1.TCPSocketAction") {
        "port" always (INT_OR_STRING), "host" may (STR),
    }
    grpc_action("v1.GRPCAction") {
        "port" always (INT), "service" always (STR),
    }
    lifecycle_handler("v1.LifecycleHandler") {
        "exec" ptr (of(exec_action)), "httpGet" ptr (of(http_get_action)), "tcpSocket" ptr (of(tcp_socket_action)),
        "sleep" ptr (of(sleep_action)),
    }
    capabilities("v1.Capabilities") {
        "add" may (Kind::List(&Kind::Str("v1.Capability"))), "drop" may (Kind::List(&Kind::Str("v1.Capability"))),
    }
    se_linux_options("v1.SELinuxOptions") {
        "user" may (STR), "role" may (STR), "type" may (STR), "level" may (STR),
    }
    windows_security_context_options("v1.WindowsSecurityContextOptions") {
        "gmsaCredentialSpecName" ptr (STR), "gmsaCredentialSpec" ptr (STR), "runAsUserName" ptr (STR),
        "hostProcess" ptr (BOOL),
    }
    seccomp_profile("v1.SeccompProfile") {
        "type" always (Kind::Str("v1.SeccompProfileType")), "localhostProfile" ptr (STR),
    }
    app_armor_profile("v1.AppArmorProfile") {
        "type" always (Kind::Str("v1.AppArmorProfileType")), "localhostProfile" ptr (STR),
    }
    object_field_selector("v1.ObjectFieldSelector") {
        "apiVersion" may (STR), "fieldPath" always (STR),
    }
    resource_field_selector("v1.ResourceFieldSelector") {
        "containerName" may (STR), "resource" always (STR), "divisor" always (QUANTITY),
    }
    file_key_selector("v1.FileKeySelector") {
        "volumeName" always (STR), "path" always (STR), "key" always (STR), "optional" ptr (BOOL),
    }
    http_header("v1.HTTPHeader") {
        "name" always (STR), "value" always (STR),
    }
    sleep_action("v1.SleepAction") {
        "seconds" always (LONG),
    }
    container_node("v1alpha1.ContainerNode") {
        "name" always (STR), "image" may (STR), "command" may (Kind::List(&STR)), "args" may (Kind::List(&STR)),
        "workingDir" may (STR), "ports" may (Kind::List(&of(container_port))),
        "envFrom" may (Kind::List(&of(env_from_source))), "env" may (Kind::List(&of(env_var))),
        "resources" always (of(resource_requirements)),
        "resizePolicy" may (Kind::List(&of(container_resize_policy))),
        "restartPolicy" ptr (Kind::Str("v1.ContainerRestartPolicy")),
        "restartPolicyRules" may (Kind::List(&of(container_restart_rule))),
        "volumeMounts" may (Kind::List(&of(volume_mount))), "volumeDevices" may (Kind::List(&of(volume_device))),
        "livenessProbe" ptr (of(probe)), "readinessProbe" ptr (of(probe)), "startupProbe" ptr (of(probe)),
        "lifecycle" ptr (of(lifecycle)), "terminationMessagePath" may (STR),
        "terminationMessagePolicy" may (Kind::Str("v1.TerminationMessagePolicy")),
        "imagePullPolicy" may (Kind::Str("v1.PullPolicy")), "securityContext" ptr (of(security_context)),
        "stdin" may (BOOL), "stdinOnce" may (BOOL), "tty" may (BOOL), "dependencies" may (Kind::List(&STR)),
    }
    user_container("v1alpha1.UserContainer") {
        "name" always (STR), "image" may (STR), "command" may (Kind::List(&STR)), "args" may (Kind::List(&STR)),
        "workingDir" may (STR), "ports" may (Kind::List(&of(container_port))),
        "envFrom" may (Kind::List(&of(env_from_source))), "env" may (Kind::List(&of(env_var))),
        "resources" always (of(resource_requirements)),
        "resizePolicy" may (Kind::List(&of(container_resize_policy))),
        "restartPolicy" ptr (Kind::Str("v1.ContainerRestartPolicy")),
        "restartPolicyRules" may (Kind::List(&of(container_restart_rule))),
        "volumeMounts" may (Kind::List(&of(volume_mount))), "volumeDevices" may (Kind::List(&of(volume_device))),
        "livenessProbe" ptr (of(probe)), "readinessProbe" ptr (of(probe)), "startupProbe" ptr (of(probe)),
        "lifecycle" ptr (of(lifecycle)), "terminationMessagePath" may (STR),
        "terminationMessagePolicy" may (Kind::Str("v1.TerminationMessagePolicy")),
        "imagePullPolicy" may (Kind::Str("v1.PullPolicy")), "securityContext" ptr (of(security_context)),
        "stdin" may (BOOL), "stdinOnce" may (BOOL), "tty" may (BOOL), "mirrorVolumeMounts" ptr (BOOL),
    }
    script_template("v1alpha1.ScriptTemplate") {
        "name" always (STR), "image" may (STR), "command" may (Kind::List(&STR)), "args" may (Kind::List(&STR)),
        "workingDir" may (STR), "ports" may (Kind::List(&of(container_port))),
        "envFrom" may (Kind::List(&of(env_from_source))), "env" may (Kind::List(&of(env_var))),
        "resources" always (of(resource_requirements)),
        "resizePolicy" may (Kind::List(&of(container_resize_policy))),
        "restartPolicy" ptr (Kind::Str("v1.ContainerRestartPolicy")),
        "restartPolicyRules" may (Kind::List(&of(container_restart_rule))),
        "volumeMounts" may (Kind::List(&of(volume_mount))), "volumeDevices" may (Kind::List(&of(volume_device))),
        "livenessProbe" ptr (of(probe)), "readinessProbe" ptr (of(probe)), "startupProbe" ptr (of(probe)),
        "lifecycle" ptr (of(lifecycle)), "terminationMessagePath" may (STR),
        "terminationMessagePolicy" may (Kind::Str("v1.TerminationMessagePolicy")),
        "imagePullPolicy" may (Kind::Str("v1.PullPolicy")), "securityContext" ptr (of(security_context)),
        "stdin" may (BOOL), "stdinOnce" may (BOOL), "tty" may (BOOL), "source" always (STR),
    }
}
