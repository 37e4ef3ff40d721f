using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Screens;

namespace Ceremony.Steps;

/// <summary>What the ceremony leaves behind, before it is sealed.</summary>
internal static class SealTranscriptScreens
{
    public static Screen Result(Registry registry, IReadOnlyList<Person> people) => new(
        "What will be sealed",
        [
            new TextBlock("The ceremony's work is done. Next the transcript is sealed: nothing can be added to it afterwards, and the officers sign the archive."),
            .. Warnings(registry),
            new FactsBlock(
            [
                Named("keys", registry.All<KeyGenerated>().Select(each => each.Key).Concat(registry.All<SecretKeyGenerated>().Select(each => each.Key)).Where(key => !registry.IsDestroyed(key))),
                .. WhereAny("keys destroyed", registry.All<KeyDestroyed>().Select(each => each.Key)),
                Named("authorities", registry.All<CaCreated>().Select(each => each.Ca).Where(ca => !registry.IsRevoked(ca))),
                .. WhereAny("authorities revoked", registry.All<CaRevoked>().Select(each => each.Ca)),
                Named("certificate procedures", registry.All<CertificateProcedureCreated>().Select(each => each.Procedure)),
                Named("token procedures", registry.All<TokenProcedureCreated>().Select(each => each.Procedure)),
                Named("cards", registry.All<CardPersonalised>().Select(each => each.Number).Distinct()),
                .. WhereAny("soft tokens", registry.All<SoftTokenIssued>().Select(each => each.File)),
                Named("officers", registry.All<OfficerCreated>().Select(each => each.Officer).Where(officer => !registry.IsReplaced(officer))),
                .. WhereAny("officers replaced", registry.All<OfficerReplaced>().Select(each => each.Officer)),
                Named("present", people.Select(each => $"{each.Name} ({each.Seat})")),
            ]),
        ])
    {
        Help = "Compare this with the last page of the paper script. If something is missing, do not go on: make a note (F2) or an "
            + "exception (F3) first. Once SEAL is typed the transcript is closed, and each officer signs the archive with their own token.",
    };

    private static IEnumerable<Block> Warnings(Registry registry)
    {
        if (registry.All<BootKitOpened>().Any(kit => !registry.IsRevoked(kit.Ca)))
            yield return new WarningBlock("The Boot CA is NOT revoked: its officers can still sign in. Revoke it before production begins.");
        if (registry.All<OfficerRecognised>().Any(each => each.Origin == "console"))
            yield return new WarningBlock("Officers' keys were made at this console. That is no dual control, and the archive says so.");
    }

    // What most ceremonies do not have takes no line there.
    private static IEnumerable<Detail> WhereAny(string what, IEnumerable<string> names) => names.Any() ? [Named(what, names)] : [];

    private static Detail Named(string what, IEnumerable<string> names)
    {
        string[] all = [.. names];
        return Detail.From(what, all.Length == 0 ? "none" : string.Join("; ", all));
    }
}
