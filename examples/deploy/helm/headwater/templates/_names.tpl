{{- define "headwater.name" -}}
{{- printf "%s-headwater" .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "headwater.selector" -}}
app.kubernetes.io/name: headwater
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "headwater.labels" -}}
{{ include "headwater.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end -}}

{{- define "headwater.hosts" -}}
{{- $hosts := .Values.allowedHosts | default list -}}
{{- $hosts = append $hosts (include "headwater.name" .) -}}
{{- if .Values.ingress.enabled }}{{ $hosts = append $hosts .Values.ingress.host }}{{ end -}}
{{- join "," $hosts -}}
{{- end -}}
