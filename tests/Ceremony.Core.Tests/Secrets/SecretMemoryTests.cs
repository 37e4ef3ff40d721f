using System.Globalization;
using System.Text;
using Ceremony.Core.Secrets;

namespace Ceremony.Core.Tests.Secrets;

/// <summary>What the kernel says of the memory in which PINs lie.</summary>
public class SecretMemoryTests
{
    /// <summary>proc_pid_smaps(5): locked, left out of dumps, wiped in children.</summary>
    [Theory]
    [InlineData("lo")]
    [InlineData("dd")]
    [InlineData("wf")]
    public void The_kernel_keeps_it_out_of_swap_dumps_and_children(string flag)
    {
        using var memory = SecretMemory.Of("4711"u8);
        Assert.True(memory.IsLocked);
        Assert.Contains(flag, FlagsAt(memory.DangerousGetHandle()));
    }

    [Fact]
    public void Memory_can_be_locked_here() => Assert.True(SecretMemory.CanBeLocked());

    [Fact]
    public void After_disposal_its_bytes_are_nowhere()
    {
        byte[] bytes = Guid.NewGuid().ToByteArray();
        var memory = SecretMemory.Of(bytes);
        nint place = memory.DangerousGetHandle();
        Assert.Equal(bytes, At(place, bytes.Length));
        memory.Dispose();
        Assert.NotEqual(bytes, At(place, bytes.Length));
        Assert.Throws<ObjectDisposedException>(() => memory.Lend(lent => lent.Length));
    }

    [Fact]
    public void What_is_disposed_of_while_it_is_lent_is_wiped_afterwards()
    {
        byte[] bytes = Guid.NewGuid().ToByteArray();
        var memory = SecretMemory.Of(bytes);
        nint place = memory.DangerousGetHandle();
        byte[] lent = memory.Lend(lent =>
        {
            memory.Dispose();
            return lent.ToArray();
        });
        Assert.Equal(bytes, lent);
        Assert.NotEqual(bytes, At(place, bytes.Length));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(4097)]
    public void It_has_as_many_bytes_as_were_asked_for_and_all_are_zero(int length)
    {
        using var memory = new SecretMemory(length);
        Assert.Equal(new byte[length], memory.Lend(bytes => bytes.ToArray()));
    }

    // A page that is no longer there holds nothing.
    private static byte[] At(nint place, int length)
    {
        using FileStream memory = File.OpenRead("/proc/self/mem");
        byte[] bytes = new byte[length];
        try
        {
            memory.Position = place;
            memory.ReadExactly(bytes);
            return bytes;
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static string[] FlagsAt(nint place)
    {
        bool isHere = false;
        foreach (string line in File.ReadLines("/proc/self/smaps", Encoding.ASCII))
        {
            if (line.Split(' ')[0].Split('-') is [var begin, var end] && long.TryParse(begin, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out long from))
            {
                isHere = place >= from && place < long.Parse(end, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            }
            else if (isHere && line.StartsWith("VmFlags:", StringComparison.Ordinal))
            {
                return line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            }
        }

        return [];
    }
}
