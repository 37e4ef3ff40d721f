namespace Ceremony.Pki;

/// <summary>The proof that a to-be-signed CRL was linted without a finding. Only <see cref="LintCrl.Demand"/> makes one.</summary>
public sealed class LintedCrl
{
    internal LintedCrl(byte[] bytes) => Bytes = bytes;

    /// <summary>DER of the TBSCertList.</summary>
    public byte[] Bytes { get; }
}
