using Ceremony.Core.Facts;

namespace Ceremony.Verify;

/// <summary>What facts about what people compared must rest on; what is wrong with that is given as a clause.</summary>
internal static class RoomFacts
{
    public static string? Compared(FactBasis basis, FingerprintCompared compared) => basis switch
    {
        _ when !basis.Deeds.Compared(basis.Line, compared.Of, compared.Sha256) => $"the fingerprint of {compared.Of} was not shown, or its words were not given",
        _ when !basis.Deeds.Artifacts.Has(compared.Of, compared.Sha256, basis.Line) => $"the fingerprint that was compared is not that of {compared.Of}, nor of anything else that was kept",
        _ when Authority(basis.Registry, compared.Of) is { } certificate && FactBasis.Hash(certificate) != compared.Sha256 => $"the fingerprint that was compared is not that of the CA \"{compared.Of}\"",
        _ => null,
    };

    private static byte[]? Authority(Registry registry, string ca) => registry.Ca(ca)?.Certificate ?? registry.Find<BootKitOpened>(kit => kit.Ca == ca)?.Certificate;
}
