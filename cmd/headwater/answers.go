package main

// What several documents select of an entity. The fields are in the order of the documents: -o json writes them so.

type entity struct {
	ID       string `json:"id"`
	Kind     string `json:"kind"`
	FullName string `json:"fullName"`
}

type ownedEntity struct {
	entity
	Owner *owner `json:"owner"`
}

// owned returns the name and the ID of the owner, "" for none.
func (e ownedEntity) owned() (name, id string) {
	if e.Owner == nil {
		return "", ""
	}
	return e.Owner.Name, e.Owner.ID
}

type owner struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// text returns what a nullable field says, "" for null.
func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
