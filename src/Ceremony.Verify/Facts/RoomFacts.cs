using Ceremony.Core.Facts;

namespace Ceremony.Verify;

/// <summary>What facts about what people compared must rest on; what is wrong with that is given as a clause.</summary>
internal static class RoomFacts
{
    public static string? Compared(FactBasis basis, FingerprintCompared compared) => basis switch
    {
        _ when !basis.Deeds.Compared(basis.Line, compared.Of, compared.Sha256) => $"the fingerprint of {compared.Of} was not shown, or its words were not given",
        _ when !basis.Deeds.Artifacts.Has(compared.Of, compared.Sha256, basis.Line) => $"the fingerprint that was compared is not that of {compared.Of}, nor of anything else that was kept",
        _ when !basis.Evidence.IsInRoom(compared.By, basis.Line, "witness") => $"{compared.By}, who compared the fingerprint of {compared.Of}, was no witness in the room",
        _ when Authority(basis.Registry, compared.Of) is { } certificate && FactBasis.Hash(certificate) != compared.Sha256 => $"the fingerprint that was compared is not that of the CA \"{compared.Of}\"",
        _ => null,
    };

    public static string? Acted(FactBasis basis, OperatorActed acted) => Said(basis, acted.By, acted.Did) ? null : $"{acted.By} did not say that this was done: {acted.Did}";

    public static string? Attested(FactBasis basis, Attested attested) => Said(basis, attested.By, null) ? null : $"{attested.By} attested nothing about {attested.About}";

    // Whoever agrees has read on the screen to what.
    private static bool Said(FactBasis basis, string by, string? what) => basis.Deeds.Attested(basis.Line, by, said => (what is null || said == what)
        && basis.Deeds.Screens(basis.Line).Any(line => line.Kind == "answered" && FactBasis.Says(line.Json["screen"].AsMap(), said)));

    private static byte[]? Authority(Registry registry, string ca) => registry.Ca(ca)?.Certificate ?? registry.Find<BootKitOpened>(kit => kit.Ca == ca)?.Certificate;
}
