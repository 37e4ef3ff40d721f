namespace Ceremony.Steps.Tests.Fakes;

/// <summary>A judge from outside.</summary>
internal static class OpenSsl
{
    /// <summary>A certificate in the form that openssl trusts files of.</summary>
    public static byte[] Pem(byte[] certificate) => System.Text.Encoding.ASCII.GetBytes(Ceremony.Pki.Signatures.ToPem("CERTIFICATE", certificate));

    /// <summary>What openssl prints, its error output after it; <c>{file}</c> in the arguments stands for the files, in their order.</summary>
    public static string Says(string arguments, params byte[][] files)
    {
        using var folder = new TemporaryFolder();
        var paths = new Queue<string>(files.Select((bytes, number) => folder.Write($"{number}.bin", bytes)));
        return folder.Run("openssl", arguments.Split(' ').Select(word => word == "{file}" ? paths.Dequeue() : word)).Told;
    }
}
