//! Every rule of the catalogue is there, and no rule is that the catalogue does not know.

#[test]
fn the_rules_are_those_of_the_catalogue() {
    let catalogue: Vec<&str> = include_str!("catalogue.txt").lines().collect();
    let missing: Vec<_> = catalogue.iter().filter(|name| meso_lint::registry::find(name).is_none()).collect();
    assert!(missing.is_empty(), "in the catalogue, and no rule: {missing:?}");
    let rules = meso_lint::registry().iter().filter(|meta| meta.build.is_some());
    let unknown: Vec<_> = rules.map(|meta| meta.name()).filter(|name| !catalogue.contains(name)).collect();
    assert!(unknown.is_empty(), "rules that the catalogue does not know: add their names to it: {unknown:?}");
}
