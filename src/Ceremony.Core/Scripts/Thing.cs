namespace Ceremony.Core.Scripts;

/// <summary>What a name in a script stands for: what fields take, and what steps bring into being or pass on.</summary>
public enum Thing
{
    /// <summary>Free text, such as what was typed in the room: it stands for nothing that a step makes.</summary>
    Text,

    /// <summary>A key pair of the key registry.</summary>
    Key,

    /// <summary>A secret key of the key registry.</summary>
    SecretKey,

    /// <summary>The Boot CA's key, which no step made: it signs CRLs of its CA and can be destroyed, and nothing else.</summary>
    BootKey,

    /// <summary>A CA that a step creates.</summary>
    Ca,

    /// <summary>The Boot CA: no procedure of this ceremony issues by it.</summary>
    BootCa,

    /// <summary>The certificate of a CA, by its name in the archive.</summary>
    CaCertificate,

    /// <summary>A certificate that a CA issued to somebody or something else, by its name in the archive.</summary>
    Certificate,

    /// <summary>A certification request, by its name in the archive.</summary>
    Request,

    /// <summary>A CRL, by its name in the archive.</summary>
    Crl,

    /// <summary>A certificate procedure.</summary>
    CertificateProcedure,

    /// <summary>A token procedure.</summary>
    TokenProcedure,

    /// <summary>An officer profile.</summary>
    OfficerProfile,

    /// <summary>An officer of the registry.</summary>
    Officer,

    /// <summary>A bootstrap officer: one who signs in and is not in the registry.</summary>
    BootstrapOfficer,

    /// <summary>A card, by the number printed on it.</summary>
    Card,

    /// <summary>A card that was produced, by its name under <c>tokens:</c>.</summary>
    ProducedCard,

    /// <summary>A card that was personalised, by its name under <c>tokens:</c>.</summary>
    PersonalisedCard,

    /// <summary>A soft token that was issued, by its file.</summary>
    SoftToken,

    /// <summary>A file that the world may hold: nobody can tell from a script whether it is there.</summary>
    File,

    /// <summary>What somebody attested, by the field <c>about</c>.</summary>
    Statement,

    /// <summary>A seat in the room, such as <c>officer 1</c>: declared under <c>people:</c>, and made by no step.</summary>
    Seat,

    /// <summary>Officers who can confirm; they have no name.</summary>
    Confirmers,
}
