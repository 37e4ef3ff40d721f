namespace Ceremony.Pki;

/// <summary>The proof that to-be-signed bytes were linted without a finding. Only <see cref="Lint.Demand"/> makes one.</summary>
public sealed class LintedTbs
{
    internal LintedTbs(byte[] bytes) => Bytes = bytes;

    /// <summary>DER of the TBSCertificate.</summary>
    public byte[] Bytes { get; }
}
