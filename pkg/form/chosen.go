package form

// Chosen narrows the catalogue to what the answers name. A submission keeps it,
// so that a paper reads years later as it was sent.
func (c Catalogue) Chosen(v Values) Catalogue {
	chosen := Catalogue{Categories: v.List(Category)}
	for _, p := range c.Providers {
		var kept []DataSet
		for _, d := range p.DataSets {
			if v.Is(DataSets, d.ID) {
				kept = append(kept, d)
			}
		}
		if len(kept) > 0 {
			chosen.Providers = append(chosen.Providers, Provider{ID: p.ID, Name: p.Name, DataSets: kept})
		}
	}
	return chosen
}
