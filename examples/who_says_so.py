"""Who takes which position on the propositions that the experts dispute."""

import chronology as ch

registry = ch.load()
for proposition in registry.propositions.values():
    held = [claim for claim in registry.claims.values() if proposition.id in claim.positions]
    print(f"\n{proposition.text}  ({len(held)} claims)")
    for claim in sorted(held, key=lambda claim: (claim.made is None, claim.made or "")):
        speakers = " and ".join(registry.actors[id].name for id in claim.by)
        source = claim.sources[0]
        print(f"    {claim.positions[proposition.id]:14} {speakers}: {claim.text} ({source.source}, {source.locator})")
