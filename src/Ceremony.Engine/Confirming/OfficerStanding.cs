using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Pki;

namespace Ceremony.Engine;

/// <summary>
/// Whether an officer's certificate holds now. The verifier judges each confirmation and the seal by the chain at their lines, so what would
/// not hold there must not come into the record.
/// </summary>
internal sealed class OfficerStanding(RunPorts ports, Recorder recorder)
{
    /// <summary>Why the certificate does not hold at this moment, as a clause; null where it does.</summary>
    public string? Refuse(Confirmer officer) => Chains.Refuse(officer.Certificate, Authorities(), ports.Machine.Now);

    /// <summary>The same for an officer who is about to confirm: what is wrong and what to do, or null.</summary>
    public string? RefuseToConfirm(Confirmer officer) => Refuse(officer) is { } broken
        ? $"{Hostile.Escape(officer.Person)} cannot confirm: {broken}. Compare the clock with a watch first. If it is wrong, set it right and type the PIN again: a witness then compares it, and this is proposed anew. If it is right, refuse (F8), then either have officers with valid certificates confirm, or abort."
        : null;

    // No chain leads to a CA that is revoked. A key made at the console has no authority above it but itself.
    private IReadOnlyList<byte[]> Authorities()
    {
        Registry registry = recorder.Registry;
        return
        [
            .. registry.All<BootKitOpened>().Where(kit => !registry.IsRevoked(kit.Ca)).Select(kit => kit.Certificate),
            .. registry.All<CaCreated>().Where(ca => !registry.IsRevoked(ca.Ca)).Select(ca => ca.Certificate),
            .. registry.All<OfficerRecognised>().Select(officer => officer.Certificate).Where(each => CertificateView.Read(each).IsSelfIssued),
        ];
    }
}
