package resolvers_test

import (
	"fmt"
	"slices"
	"testing"
)

// The picture from farther away has all that the picture has, whatever the grain, and a choice leaves of both the same.
func TestAGroupedPictureHasWhatThePictureHas(t *testing.T) {
	c, _ := caseStudy(t)
	for _, of := range []string{"division-x/customer", "division-x/sales-planning"} {
		for _, grain := range []string{"DIVISION", "DOMAIN", "PRODUCT", "PORT", "DATASET", "COLUMN"} {
			picture := c.data(fmt.Sprintf(`{catalog {picture(of: [%q]) {entities {totalCount} groups(grain: %s) {grain totalCount groups {entity {id} count} flows {from {id} to {id} count between}}}}}`, of, grain), nil)["catalog"].(map[string]any)["picture"].(map[string]any)
			groups := picture["groups"].(map[string]any)
			total, ids := 0.0, []string{}
			for _, one := range groups["groups"].([]any) {
				total += one.(map[string]any)["count"].(float64)
				ids = append(ids, one.(map[string]any)["entity"].(map[string]any)["id"].(string))
			}
			if want := picture["entities"].(map[string]any)["totalCount"]; total != want || groups["totalCount"] != float64(len(ids)) || groups["grain"] != grain {
				t.Fatalf("%s at %s: %v of %v in %v", of, grain, total, want, groups)
			}
			for _, one := range groups["flows"].([]any) {
				flow := one.(map[string]any)
				for _, end := range []string{"from", "to"} {
					if id := flow[end].(map[string]any)["id"].(string); !slices.Contains(ids, id) {
						t.Fatalf("%s at %s: a flow ends at %s, which is none of %v", of, grain, id, ids)
					}
				}
				if flow["count"].(float64) < 1 || flow["between"].(float64) != 0 {
					t.Fatalf("nothing is hidden: %v", flow)
				}
			}
		}
	}
	left := c.data(`{catalog {entity(by: {ref: "division-x/customer"}) {downstream(where: {kinds: [PORT]}) {total}} picture(of: ["division-x/customer"], direction: DOWNSTREAM) {
		facets(where: {unowned: false}) {byKind {kind count}} groups(grain: DOMAIN, open: ["domain:nowhere"], where: {kinds: [PORT]}) {groups {entity {id} count} flows {from {id} to {id} between}}}}}`, nil)["catalog"].(map[string]any)
	want := left["entity"].(map[string]any)["downstream"].(map[string]any)["total"].(float64)
	found, own, hidden := 0.0, 0.0, 0
	groups := left["picture"].(map[string]any)["groups"].(map[string]any)
	for _, one := range groups["groups"].([]any) {
		count := one.(map[string]any)["count"].(float64)
		if one.(map[string]any)["entity"].(map[string]any)["id"] == "domain:division-x/customer" {
			own += count
			continue
		}
		found += count
	}
	for _, one := range groups["flows"].([]any) {
		if one.(map[string]any)["between"].(float64) > 0 {
			hidden++
		}
	}
	if found != want || own < 2 || hidden == 0 {
		t.Fatalf("%v of %v ports, %v of Customer itself, %d ways through what is hidden", found, want, own, hidden)
	}
}

func TestAPictureIsGroupedIntoAFewAtMost(t *testing.T) {
	c, _ := caseStudy(t)
	few := c.data(`{catalog {picture(of: ["division-x/customer"]) {groups(grain: COLUMN, most: 1) {grain totalCount groups {entity {id}} flows {count}}}}}`, nil)["catalog"].(map[string]any)["picture"].(map[string]any)["groups"].(map[string]any)
	if few["grain"] != "DIVISION" || len(few["groups"].([]any)) != 1 || few["totalCount"].(float64) < 1 {
		t.Fatal(few)
	}
}

// A group says what opening it brings, and so does whatever it is part of: opened, the picture has as many more.
func TestAGroupForetellsWhatOpeningItBrings(t *testing.T) {
	c, _ := caseStudy(t)
	picture := func(opened, fields string) map[string]any {
		return c.data(fmt.Sprintf(`{catalog {picture(of: ["division-x/customer"], direction: DOWNSTREAM, depth: 1, opened: [%s]) {entities {totalCount} %s}}}`, opened, fields), nil)["catalog"].(map[string]any)["picture"].(map[string]any)
	}
	total := func(picture map[string]any) float64 {
		return picture["entities"].(map[string]any)["totalCount"].(float64)
	}
	for _, grain := range []string{"DOMAIN", "PORT"} {
		before := picture("", fmt.Sprintf(`groups(grain: %s) {groups {entity {id} UPSTREAM: hidden(direction: UPSTREAM) DOWNSTREAM: hidden(direction: DOWNSTREAM) undrawn}
			places {entity {id} UPSTREAM: hidden(direction: UPSTREAM) DOWNSTREAM: hidden(direction: DOWNSTREAM) undrawn}}`, grain))
		groups := before["groups"].(map[string]any)
		foretold := 0
		for _, one := range slices.Concat(groups["groups"].([]any), groups["places"].([]any)) {
			group := one.(map[string]any)
			id := group["entity"].(map[string]any)["id"].(string)
			for _, direction := range []string{"UPSTREAM", "DOWNSTREAM"} {
				hidden, undrawn := group[direction].(float64), group["undrawn"].(float64)
				if hidden == 0 {
					continue
				}
				foretold++
				if hidden <= undrawn {
					t.Fatalf("%s at %s: %v %s, of which %v are its own", id, grain, hidden, direction, undrawn)
				}
				after := picture(fmt.Sprintf(`{of: %q, direction: %s, depth: 1}`, id, direction), "")
				if came := total(after) - total(before); came != hidden {
					t.Fatalf("%s at %s brings %v %s, and says %v", id, grain, came, direction, hidden)
				}
			}
		}
		if foretold < 3 {
			t.Fatalf("at %s only %d say anything", grain, foretold)
		}
	}
}
