package odps

// Document is a data product as the standard has it, with its keys in the standard's order.
type Document struct {
	APIVersion  string       `yaml:"apiVersion" json:"apiVersion"`
	Kind        string       `yaml:"kind" json:"kind"`
	ID          string       `yaml:"id" json:"id"`
	Name        string       `yaml:"name" json:"name"`
	Version     string       `yaml:"version" json:"version"`
	Status      string       `yaml:"status" json:"status"`
	Domain      string       `yaml:"domain,omitempty" json:"domain,omitempty"`
	Description *Description `yaml:"description,omitempty" json:"description,omitempty"`
	Tags        []string     `yaml:"tags,omitempty" json:"tags,omitempty"`
	InputPorts  []InputPort  `yaml:"inputPorts,omitempty" json:"inputPorts,omitempty"`
	OutputPorts []OutputPort `yaml:"outputPorts,omitempty" json:"outputPorts,omitempty"`
	Team        *Team        `yaml:"team,omitempty" json:"team,omitempty"`
}

// Description says what a product is.
type Description struct {
	Purpose string `yaml:"purpose" json:"purpose"`
}

// InputPort is where data enters.
type InputPort struct {
	Name       string `yaml:"name" json:"name"`
	Version    string `yaml:"version" json:"version"`
	ContractID string `yaml:"contractId" json:"contractId"`
}

// OutputPort is where data leaves, and what contracts it needs.
type OutputPort struct {
	Name           string          `yaml:"name" json:"name"`
	Description    string          `yaml:"description,omitempty" json:"description,omitempty"`
	Type           string          `yaml:"type,omitempty" json:"type,omitempty"`
	Version        string          `yaml:"version" json:"version"`
	ContractID     string          `yaml:"contractId" json:"contractId"`
	InputContracts []InputContract `yaml:"inputContracts" json:"inputContracts"`
}

// InputContract is a contract that an output port needs.
type InputContract struct {
	ID      string `yaml:"id" json:"id"`
	Version string `yaml:"version" json:"version"`
}

// Team is who is accountable.
type Team struct {
	Name string `yaml:"name" json:"name"`
}
